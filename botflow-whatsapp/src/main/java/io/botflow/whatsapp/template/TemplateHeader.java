package io.botflow.whatsapp.template;

import io.botflow.message.MediaKind;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What stands above a template's body. */
public sealed interface TemplateHeader {

  /**
   * A line of at most 60 characters and one variable.
   *
   * @param examples the example of each variable, by its name or number
   */
  record Words(String text, Map<String, String> examples) implements TemplateHeader {
    public Words {
      Objects.requireNonNull(text, "text");
      examples = Map.copyOf(examples);
    }
  }

  /**
   * A picture, film or document, given at each send.
   *
   * @param example the handle of an example, from {@link Templates#uploadSample}; null where the
   *     network does not tell it
   */
  record Media(MediaKind kind, @Nullable String example) implements TemplateHeader {
    public Media {
      Objects.requireNonNull(kind, "kind");
    }
  }

  /** A place, given at each send. */
  record Place() implements TemplateHeader {}

  /** A format that this version only passes on, such as {@code PRODUCT}. */
  record Other(String format) implements TemplateHeader {}
}
