package io.botflow.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says a message within what a channel can show, by one stated rule, without losing a word.
 *
 * <ul>
 *   <li>What the channel shows and what keeps its limits is left as it is.
 *   <li>Buttons that do not fit become a list, a list that does not fit numbered lines of text;
 *       whoever answers with the number or the title chooses. A picture above them goes ahead.
 *   <li>A text that is too long is split where a reader would pause; a body that is too long goes
 *       ahead as texts and the message keeps its last part.
 *   <li>A caption that is too long follows as a text.
 *   <li>Anything else becomes its {@linkplain Wording words}.
 * </ul>
 *
 * <p>Nothing is left to be done to what it gives: done again, it gives the same.
 *
 * @param limits how much fits
 * @param shown the kinds that the channel can show, by {@link MessageContent#typeName()}; {@code
 *     text} is always one of them
 */
public record ContentFit(ChannelLimits limits, Set<String> shown) {
  /** What opens a list of a flow that asked for buttons. */
  private static final String LIST_BUTTON = "≡";

  public ContentFit {
    Objects.requireNonNull(limits, "limits");
    shown = Set.copyOf(shown);
  }

  /** The same in messages that the channel can show, in order; at least one. */
  public List<MessageContent> of(MessageContent content) {
    return switch (content) {
      case MessageContent.Text text -> texts(text.body(), text.preview());
      case MessageContent.Buttons buttons -> buttons(buttons);
      case MessageContent.ListMenu list -> list(list, null);
      case MessageContent.Media media -> media(media);
      case MessageContent.Reaction reaction ->
          // Taking an emoji away has no words.
          shown(content) || reaction.emoji().isEmpty() ? List.of(content) : words(content);
      case MessageContent.CallToAction action ->
          shown(content)
                  && action.body().length() <= limits.bodyLength()
                  && action.button().length() <= limits.buttonTitleLength()
                  && fits(action.header(), action.footer())
              ? List.of(content)
              : words(content);
      case MessageContent.LocationRequest request ->
          shown(content) && request.body().length() <= limits.bodyLength()
              ? List.of(content)
              : words(content);
      case MessageContent.Cards cards -> cards(cards);
      case MessageContent.Location ignored -> asItIs(content);
      case MessageContent.Contacts ignored -> asItIs(content);
      case MessageContent.ContactRequest ignored -> asItIs(content);
      case MessageContent.AddressRequest ignored -> asItIs(content);
      case MessageContent.Template ignored -> asItIs(content);
      case MessageContent.Form ignored -> asItIs(content);
      case Commerce ignored -> asItIs(content);
      case MessageContent.Tap ignored -> asItIs(content);
      case MessageContent.FormReply ignored -> asItIs(content);
      case MessageContent.Order ignored -> asItIs(content);
      case MessageContent.Unsupported ignored -> asItIs(content);
    };
  }

  private boolean shown(MessageContent content) {
    return shown.contains(content.typeName());
  }

  private List<MessageContent> asItIs(MessageContent content) {
    return shown(content) ? List.of(content) : words(content);
  }

  private List<MessageContent> words(MessageContent content) {
    return texts(Wording.of(content), false);
  }

  private List<MessageContent> texts(String text, boolean preview) {
    return TextSplit.of(text, limits.textLength()).stream()
        .<MessageContent>map(part -> new MessageContent.Text(part, preview))
        .toList();
  }

  private List<MessageContent> buttons(MessageContent.Buttons buttons) {
    boolean fit =
        shown(buttons)
            && buttons.options().size() <= limits.buttons()
            && buttons.options().stream()
                .allMatch(option -> option.title().length() <= limits.buttonTitleLength())
            && fits(buttons.header(), buttons.footer());
    if (fit) {
      return withBody(
          buttons.body(),
          body ->
              new MessageContent.Buttons(
                  body, buttons.header(), buttons.footer(), buttons.options()));
    }
    Header.Picture picture = buttons.header() instanceof Header.Picture shows ? shows : null;
    String words = buttons.header() instanceof Header.Words says ? says.text() : null;
    List<Section> sections = List.of(new Section(null, buttons.options()));
    return list(
        new MessageContent.ListMenu(buttons.body(), LIST_BUTTON, words, buttons.footer(), sections),
        picture);
  }

  private List<MessageContent> list(
      MessageContent.ListMenu list, Header.@Nullable Picture picture) {
    List<MessageContent> messages = new ArrayList<>();
    if (picture != null) {
      messages.addAll(
          media(
              new MessageContent.Media(
                  picture.kind(), picture.source(), null, picture.filename(), null, false)));
    }
    Header words = list.header() == null ? null : new Header.Words(list.header());
    if (shown(list) && rowsFit(list.sections()) && fits(words, list.footer())) {
      messages.addAll(
          withBody(
              list.body(),
              body ->
                  new MessageContent.ListMenu(
                      body, list.button(), list.header(), list.footer(), list.sections())));
    } else {
      messages.addAll(words(list));
    }
    return messages;
  }

  private boolean rowsFit(List<Section> sections) {
    List<Option> rows = sections.stream().flatMap(section -> section.rows().stream()).toList();
    return rows.size() <= limits.rows()
        && rows.stream()
            .allMatch(
                row ->
                    row.title().length() <= limits.rowTitleLength()
                        && (row.description() == null
                            || row.description().length() <= limits.rowDescriptionLength()));
  }

  private boolean fits(@Nullable Header header, @Nullable String footer) {
    boolean above =
        !(header instanceof Header.Words words) || words.text().length() <= limits.headerLength();
    return above && (footer == null || footer.length() <= limits.footerLength());
  }

  private List<MessageContent> media(MessageContent.Media media) {
    if (!shown(media) || media.source() instanceof MediaSource.Stored) {
      return words(media);
    }
    String caption = media.caption();
    if (caption == null || caption.length() <= limits.captionLength()) {
      return List.of(media);
    }
    List<MessageContent> messages = new ArrayList<>();
    messages.add(
        new MessageContent.Media(
            media.kind(), media.source(), null, media.filename(), media.mimeType(), media.voice()));
    messages.addAll(texts(caption, false));
    return messages;
  }

  private List<MessageContent> cards(MessageContent.Cards cards) {
    boolean fit =
        shown(cards)
            && cards.cards().size() <= limits.cards()
            && cards.body().length() <= limits.bodyLength()
            && cards.cards().stream().allMatch(this::fits);
    return fit ? List.of(cards) : words(cards);
  }

  private boolean fits(Card card) {
    return card.media() instanceof MediaSource.Link
        && card.button().length() <= limits.buttonTitleLength()
        && (card.text() == null || card.text().length() <= limits.cardTextLength());
  }

  private interface WithBody {
    MessageContent make(String body);
  }

  private List<MessageContent> withBody(String body, WithBody message) {
    List<String> parts = TextSplit.of(body, limits.bodyLength());
    List<MessageContent> messages = new ArrayList<>();
    for (String part : parts.subList(0, parts.size() - 1)) {
      messages.addAll(texts(part, false));
    }
    messages.add(message.make(parts.get(parts.size() - 1)));
    return messages;
  }
}
