package io.botflow.whatsapp.template;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a template says, apart from where it stands at the network: see {@link RegisteredTemplate}.
 *
 * @param name lower-case letters, digits and underscores; unique only together with the language
 * @param language such as {@code en_US}
 * @param timeToLive after which an undelivered message is dropped; null for the network's own
 */
public record MessageTemplate(
    String name,
    String language,
    TemplateCategory category,
    ParameterFormat format,
    @Nullable TemplateHeader header,
    TemplateBody body,
    @Nullable TemplateFooter footer,
    List<TemplateButton> buttons,
    List<TemplateCard> cards,
    @Nullable LimitedTimeOffer offer,
    @Nullable Duration timeToLive) {
  public MessageTemplate {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(body, "body");
    buttons = List.copyOf(buttons);
    cards = List.copyOf(cards);
  }

  /** A template of a body alone; its variables are counted unless a name stands in one. */
  public static MessageTemplate of(
      String name, String language, TemplateCategory category, TemplateBody body) {
    ParameterFormat format =
        TemplateVariables.of(body.text()).areNamed()
            ? ParameterFormat.NAMED
            : ParameterFormat.POSITIONAL;
    return new MessageTemplate(
        name, language, category, format, null, body, null, List.of(), List.of(), null, null);
  }

  /** The same with a header. */
  public MessageTemplate withHeader(@Nullable TemplateHeader other) {
    return new MessageTemplate(
        name, language, category, format, other, body, footer, buttons, cards, offer, timeToLive);
  }

  /** The same with another body. */
  public MessageTemplate withBody(TemplateBody other) {
    return new MessageTemplate(
        name, language, category, format, header, other, footer, buttons, cards, offer, timeToLive);
  }

  /** The same with a footer. */
  public MessageTemplate withFooter(@Nullable TemplateFooter other) {
    return new MessageTemplate(
        name, language, category, format, header, body, other, buttons, cards, offer, timeToLive);
  }

  /** The same with buttons, in order. */
  public MessageTemplate withButtons(TemplateButton... others) {
    return new MessageTemplate(
        name,
        language,
        category,
        format,
        header,
        body,
        footer,
        List.of(others),
        cards,
        offer,
        timeToLive);
  }

  /** The same with cards, in order. */
  public MessageTemplate withCards(TemplateCard... others) {
    return new MessageTemplate(
        name,
        language,
        category,
        format,
        header,
        body,
        footer,
        buttons,
        List.of(others),
        offer,
        timeToLive);
  }

  /** The same with an offer. */
  public MessageTemplate withOffer(@Nullable LimitedTimeOffer other) {
    return new MessageTemplate(
        name, language, category, format, header, body, footer, buttons, cards, other, timeToLive);
  }

  /** The same in another category. */
  public MessageTemplate withCategory(TemplateCategory other) {
    return new MessageTemplate(
        name, language, other, format, header, body, footer, buttons, cards, offer, timeToLive);
  }

  /**
   * A language as Meta writes it: webhooks say {@code en-US} and the API {@code en_US} for the
   * same.
   */
  public static String language(String tag) {
    return tag.replace('-', '_');
  }
}
