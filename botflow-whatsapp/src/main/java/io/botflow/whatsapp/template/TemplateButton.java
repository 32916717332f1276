package io.botflow.whatsapp.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A button below a template. */
public sealed interface TemplateButton {

  /** What the button says; null where the network writes it. */
  @Nullable String text();

  /** Answers with a payload that is given at each send. */
  record QuickReply(String text) implements TemplateButton {
    public QuickReply {
      Objects.requireNonNull(text, "text");
    }
  }

  /**
   * Opens an address.
   *
   * @param url may end with one variable
   * @param example the variable's example, or the whole address with it; null without a variable
   */
  record Url(String text, String url, @Nullable String example) implements TemplateButton {
    public Url {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(url, "url");
    }
  }

  /** Calls a number. */
  record Phone(String text, String number) implements TemplateButton {
    public Phone {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(number, "number");
    }
  }

  /** Copies a code that is given at each send. */
  record CopyCode(String example) implements TemplateButton {
    public CopyCode {
      Objects.requireNonNull(example, "example");
    }

    @Override
    public @Nullable String text() {
      return null;
    }
  }

  /**
   * Hands a one-time code over.
   *
   * @param kind {@code COPY_CODE}, {@code ONE_TAP} or {@code ZERO_TAP}
   * @param details the whole button as the network writes it
   */
  record OneTimeCode(String kind, @Nullable String text, ObjectNode details)
      implements TemplateButton {
    public OneTimeCode {
      Objects.requireNonNull(kind, "kind");
      details = details.deepCopy();
    }
  }

  /**
   * A button that this version only passes on: a form, a catalogue, a call.
   *
   * @param details the whole button as the network writes it
   */
  record Other(String type, @Nullable String text, ObjectNode details) implements TemplateButton {
    public Other {
      Objects.requireNonNull(type, "type");
      details = details.deepCopy();
    }
  }
}
