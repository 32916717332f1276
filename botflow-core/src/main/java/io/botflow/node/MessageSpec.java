package io.botflow.node;

import io.botflow.expression.Template;
import io.botflow.flow.ProblemCode;
import io.botflow.message.Card;
import io.botflow.message.ContactCard;
import io.botflow.message.Fallback;
import io.botflow.message.Header;
import io.botflow.message.MediaKind;
import io.botflow.message.MediaSource;
import io.botflow.message.MessageContent;
import io.botflow.message.Purpose;
import io.botflow.message.TemplateComponent;
import io.botflow.message.TemplateComponent.ButtonKind;
import io.botflow.message.TemplateComponent.Parameter;
import io.botflow.message.Terms;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pieces of messages as authors set them up. */
public final class MessageSpec {
  /** A template has at most ten buttons. */
  private static final int MAX_TEMPLATE_BUTTONS = 10;

  private MessageSpec() {}

  /**
   * A picture, film, recording, document or sticker, by address or by the channel's media id.
   *
   * @param caption words below it, or null
   */
  public record Media(
      @Setting("Kind") MediaKind kind,
      @Setting("Address") @Nullable Template url,
      @Setting("Media id") @Nullable String id,
      @Setting(value = "Caption", translated = true) @Nullable Template caption,
      @Setting("File name") @Nullable String filename,
      @Setting("Voice note") boolean voice) {

    MessageContent content(TurnContext turn) {
      return new MessageContent.Media(
          kind, source(turn), caption == null ? null : turn.render(caption), filename, null, voice);
    }

    Header.Picture header(TurnContext turn) {
      return new Header.Picture(kind, source(turn), filename);
    }

    private MediaSource source(TurnContext turn) {
      if (id != null) {
        return new MediaSource.Stored(id, null, null);
      }
      return new MediaSource.Link(url == null ? "" : turn.render(url));
    }

    void check(FlowCheck check, String at) {
      if ((url == null) == (id == null)) {
        check.report(
            ProblemCode.BAD_VALUE, at, "A medium has either an address (url) or a media id (id).");
      }
      if (url != null && url.isConstant() && !url.source().matches("https?://.+")) {
        check.report(
            ProblemCode.BAD_VALUE, at + "/url", "The address begins with https:// or http://.");
      }
      if (caption != null && (kind == MediaKind.AUDIO || kind == MediaKind.STICKER)) {
        check.report(
            ProblemCode.BAD_VALUE, at + "/caption", "Recordings and stickers have no caption.");
      }
      length(caption, check.limits().captionLength(), "caption", at + "/caption", check);
    }
  }

  /** A place. */
  public record Place(
      @Setting("Latitude") double latitude,
      @Setting("Longitude") double longitude,
      @Setting(value = "Name", translated = true) @Nullable Template name,
      @Setting(value = "Address", translated = true) @Nullable Template address) {

    MessageContent content(TurnContext turn) {
      return new MessageContent.Location(
          latitude,
          longitude,
          name == null ? null : turn.render(name),
          address == null ? null : turn.render(address));
    }

    void check(FlowCheck check, String at) {
      if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
        check.report(
            ProblemCode.BAD_VALUE,
            at,
            "Latitude is from -90 to 90 and longitude from -180 to 180 degrees.");
      }
    }
  }

  /** A contact card. */
  public record Person(
      @Setting("Name") String name,
      @Setting("Phones") List<String> phones,
      @Setting("E-mails") List<String> emails,
      @Setting("Organisation") @Nullable String organization) {
    public Person {
      phones = phones == null ? List.of() : List.copyOf(phones);
      emails = emails == null ? List.of() : List.copyOf(emails);
    }

    ContactCard card() {
      int gap = name.indexOf(' ');
      String first = gap < 0 ? name : name.substring(0, gap);
      String last = gap < 0 ? null : name.substring(gap + 1);
      return ContactCard.of(name, first, last, organization, phones, emails);
    }
  }

  /** One card of a carousel. */
  public record CardSpec(
      @Setting("Media") Media media,
      @Setting(value = "Text", translated = true) @Nullable Template text,
      @Setting(value = "Button", translated = true) Template button,
      @Setting("Address") @Nullable Template url,
      @Setting("Reply id") @Nullable String reply) {

    Card card(TurnContext turn) {
      return new Card(
          media.kind(),
          media.source(turn),
          text == null ? null : turn.render(text),
          turn.render(button),
          url == null ? null : turn.render(url),
          reply);
    }

    void check(FlowCheck check, String at) {
      media.check(check, at + "/media");
      length(text, check.limits().cardTextLength(), "card's text", at + "/text", check);
      length(button, check.limits().buttonTitleLength(), "button", at + "/button", check);
      if ((url == null) == (reply == null)) {
        check.report(
            ProblemCode.BAD_VALUE,
            at,
            "A card's button has either an address (url) or a reply id (reply).");
      }
    }
  }

  /** A button that opens an address. */
  public record Link(
      @Setting(value = "Words on the button", translated = true) Template label,
      @Setting("Address") Template url) {}

  /**
   * An approved template with its values.
   *
   * @param category what it was approved as, for hosts that do not know it themselves; null for not
   *     said, which counts as marketing there
   * @param parameters the body's variables in order, or by name where the template names them
   * @param buttons values of buttons that have one, by place
   */
  public record Approved(
      @Setting(value = "Template", holds = "template") String name,
      @Setting("Language") @Nullable String language,
      @Setting("Approved as") @Nullable Purpose category,
      @Setting("Header") @Nullable Template header,
      @Setting("Header media") @Nullable Media media,
      @Setting("Values") List<Value> parameters,
      @Setting("Buttons") List<ButtonValue> buttons) {
    public Approved {
      parameters = parameters == null ? List.of() : List.copyOf(parameters);
      buttons = buttons == null ? List.of() : List.copyOf(buttons);
    }

    /**
     * Reports what cannot match whatever the template says: Meta refuses empty and mixed values.
     */
    void check(FlowCheck check, String at) {
      if (name.isBlank()) {
        check.report(ProblemCode.MISSING_VALUE, at + "/name", "Choose a template.");
      }
      if (category == Purpose.SERVICE) {
        problem(check, at, "A template is approved as utility, marketing or authentication.");
      }
      if (header != null && media != null) {
        problem(check, at, "A header has words or media, not both.");
      }
      if (media != null) {
        media.check(check, at + "/media");
      }
      Set<String> names = new HashSet<>();
      for (int i = 0; i < parameters.size(); i++) {
        Value value = parameters.get(i);
        String place = at + "/parameters/" + i;
        if ((value.name() == null) != (parameters.get(0).name() == null)) {
          problem(check, place, "A template's values all have names, or none has.");
        } else if (value.name() != null && !names.add(value.name())) {
          problem(check, place, "\"" + value.name() + "\" is given twice.");
        }
        if (value.value().source().isBlank()) {
          problem(check, place + "/value", "A template's value is never empty.");
        }
      }
      Set<Integer> places = new HashSet<>();
      for (int i = 0; i < buttons.size(); i++) {
        int index = buttons.get(i).index();
        if (index < 0 || index >= MAX_TEMPLATE_BUTTONS || !places.add(index)) {
          problem(check, at + "/buttons/" + i, "A button's place is from 0 to 9, each once.");
        }
      }
    }

    private static void problem(FlowCheck check, String at, String text) {
      check.report(ProblemCode.TEMPLATE_PARAMETERS, at, text);
    }

    MessageContent.Template content(TurnContext turn) {
      List<TemplateComponent> components = new ArrayList<>();
      if (header != null || media != null) {
        components.add(
            new TemplateComponent.HeaderPart(
                header == null ? null : turn.render(header),
                media == null ? null : media.header(turn)));
      }
      if (!parameters.isEmpty()) {
        components.add(
            new TemplateComponent.BodyPart(
                parameters.stream()
                    .map(value -> new Parameter(value.name(), turn.render(value.value())))
                    .toList()));
      }
      for (ButtonValue button : buttons) {
        components.add(
            new TemplateComponent.ButtonPart(
                button.kind(), button.index(), turn.render(button.value())));
      }
      return new MessageContent.Template(
          name, language == null ? turn.language() : language, components);
    }

    /** This template in place of a free message. */
    Fallback fallback(TurnContext turn) {
      return new Fallback(content(turn), category, false);
    }
  }

  /** What decides at the moment of sending about a message that is a template or has one. */
  static Terms terms(
      @Nullable Approved template, @Nullable Approved windowTemplate, TurnContext turn) {
    Terms terms = Terms.of(template == null ? null : template.category());
    return windowTemplate == null ? terms : terms.withFallback(windowTemplate.fallback(turn));
  }

  /** Reports what is wrong with a template for the closed window. */
  static void windowTemplate(
      @Nullable Approved template, @Nullable Approved windowTemplate, FlowCheck check) {
    if (windowTemplate == null) {
      return;
    }
    windowTemplate.check(check, "/windowTemplate");
    if (template != null) {
      check.report(
          ProblemCode.BAD_VALUE,
          "/windowTemplate",
          "A template goes out whether the window is open or closed; leave this empty.");
    }
  }

  /** One variable of a template's body. */
  public record Value(@Setting("Name") @Nullable String name, @Setting("Value") Template value) {}

  /** One button's variable. */
  public record ButtonValue(
      @Setting("Kind") ButtonKind kind,
      @Setting("Place") int index,
      @Setting("Value") Template value) {}

  /** Reports that there are more of something than one message can hold. */
  static void count(int count, int most, String what, String at, FlowCheck check) {
    if (most > 0 && count > most) {
      check.report(
          ProblemCode.CHANNEL_LIMIT,
          at,
          "These are " + count + " " + what + "; the channel allows " + most + " in a message.");
    }
  }

  /** Reports a text that is surely too long: its constant part alone passes the limit. */
  static void length(@Nullable Template text, int most, String what, String at, FlowCheck check) {
    if (text != null && most > 0 && text.constantLength() > most) {
      check.report(
          ProblemCode.CHANNEL_LIMIT,
          at,
          "The "
              + what
              + " has "
              + text.constantLength()
              + (text.isConstant() ? " characters" : " characters and more")
              + "; the channel allows "
              + most
              + ".");
    }
  }
}
