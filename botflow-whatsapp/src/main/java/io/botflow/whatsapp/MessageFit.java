package io.botflow.whatsapp;

import io.botflow.message.Header;
import io.botflow.message.MediaKind;
import io.botflow.message.MessageContent;
import io.botflow.message.Option;
import io.botflow.message.Section;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings messages within WhatsApp's limits without losing a word, by one stated rule.
 *
 * <ul>
 *   <li>Buttons that are too many or have too long titles become a list; the list's rows that are
 *       too many, or whose titles do not fit, become numbered lines of text. Ids are never shown:
 *       whoever reads the answer matches number or title.
 *   <li>A text above 4,096 is split at the last paragraph, line, sentence or word before the limit.
 *   <li>A body above 1,024 is sent as texts of its own before the message, which keeps its last
 *       part.
 *   <li>A caption above 1,024, or one on a recording or sticker, follows as a text.
 *   <li>Anything else that does not fit is left as it is, for {@link WhatsAppLimits#check} to name.
 * </ul>
 */
final class MessageFit {
  /** The words on a list's opening button where a flow gives none. */
  private static final String LIST_BUTTON = "≡";

  private MessageFit() {}

  static List<MessageContent> of(MessageContent content) {
    return switch (content) {
      case MessageContent.Text text -> texts(text.body());
      case MessageContent.Buttons buttons -> buttons(buttons);
      case MessageContent.ListMenu list -> list(list);
      case MessageContent.Media media -> media(media);
      case MessageContent.CallToAction action ->
          withBody(
              action.body(),
              body ->
                  new MessageContent.CallToAction(
                      body, action.button(), action.url(), action.header(), action.footer()));
      case MessageContent.LocationRequest request ->
          withBody(request.body(), MessageContent.LocationRequest::new);
      case MessageContent.Form form ->
          withBody(
              form.body(),
              body ->
                  new MessageContent.Form(
                      body,
                      form.button(),
                      form.formId(),
                      form.token(),
                      form.screen(),
                      form.data(),
                      form.header(),
                      form.footer()));
      case MessageContent.Cards cards ->
          withBody(cards.body(), body -> new MessageContent.Cards(body, cards.cards()));
      case MessageContent.Location ignored -> List.of(content);
      case MessageContent.Contacts ignored -> List.of(content);
      case MessageContent.Template ignored -> List.of(content);
      case MessageContent.Reaction ignored -> List.of(content);
      case MessageContent.Tap ignored -> List.of(content);
      case MessageContent.FormReply ignored -> List.of(content);
      case MessageContent.Order ignored -> List.of(content);
      case MessageContent.Unsupported ignored -> List.of(content);
    };
  }

  private static List<MessageContent> texts(String text) {
    return TextSplit.of(text, WhatsAppLimits.TEXT_LENGTH).stream()
        .<MessageContent>map(MessageContent.Text::new)
        .toList();
  }

  private static List<MessageContent> media(MessageContent.Media media) {
    String caption = media.caption();
    boolean takesNone = media.kind() == MediaKind.AUDIO || media.kind() == MediaKind.STICKER;
    if (caption == null || (!takesNone && caption.length() <= WhatsAppLimits.CAPTION_LENGTH)) {
      return List.of(media);
    }
    List<MessageContent> messages = new ArrayList<>();
    messages.add(
        new MessageContent.Media(
            media.kind(), media.source(), null, media.filename(), media.mimeType(), media.voice()));
    messages.addAll(texts(caption));
    return messages;
  }

  private static List<MessageContent> buttons(MessageContent.Buttons buttons) {
    boolean fit =
        buttons.options().size() <= WhatsAppLimits.BUTTONS
            && buttons.options().stream()
                .allMatch(o -> o.title().length() <= WhatsAppLimits.BUTTON_TITLE_LENGTH);
    if (fit) {
      return withBody(
          buttons.body(),
          body ->
              new MessageContent.Buttons(
                  body, buttons.header(), buttons.footer(), buttons.options()));
    }
    List<Section> sections = List.of(new Section(null, buttons.options()));
    if (!rowsFit(sections) || buttons.header() instanceof Header.Picture) {
      return numbered(words(buttons.header()), buttons.body(), buttons.footer(), sections);
    }
    return list(
        new MessageContent.ListMenu(
            buttons.body(), LIST_BUTTON, words(buttons.header()), buttons.footer(), sections));
  }

  private static List<MessageContent> list(MessageContent.ListMenu list) {
    if (!rowsFit(list.sections())) {
      return numbered(list.header(), list.body(), list.footer(), list.sections());
    }
    return withBody(
        list.body(),
        body ->
            new MessageContent.ListMenu(
                body, list.button(), list.header(), list.footer(), list.sections()));
  }

  private static boolean rowsFit(List<Section> sections) {
    List<Option> rows = sections.stream().flatMap(section -> section.rows().stream()).toList();
    return rows.size() <= WhatsAppLimits.LIST_ROWS
        && rows.stream()
            .allMatch(
                row ->
                    row.title().length() <= WhatsAppLimits.ROW_TITLE_LENGTH
                        && (row.description() == null
                            || row.description().length()
                                <= WhatsAppLimits.ROW_DESCRIPTION_LENGTH));
  }

  private static List<MessageContent> numbered(
      @Nullable String header, String body, @Nullable String footer, List<Section> sections) {
    StringBuilder text = new StringBuilder();
    if (header != null) {
      text.append('*').append(header).append("*\n\n");
    }
    text.append(body).append('\n');
    int number = 1;
    for (Section section : sections) {
      if (section.title() != null && !section.title().isBlank()) {
        text.append("\n*").append(section.title()).append('*');
      }
      for (Option row : section.rows()) {
        text.append('\n').append(number++).append(". ").append(row.title());
        if (row.description() != null) {
          text.append(" - ").append(row.description());
        }
      }
    }
    if (footer != null) {
      text.append("\n\n_").append(footer).append('_');
    }
    return texts(text.toString());
  }

  private interface WithBody {
    MessageContent make(String body);
  }

  private static List<MessageContent> withBody(String body, WithBody message) {
    List<String> parts = TextSplit.of(body, WhatsAppLimits.BODY_LENGTH);
    List<MessageContent> messages = new ArrayList<>();
    for (String part : parts.subList(0, parts.size() - 1)) {
      messages.add(new MessageContent.Text(part));
    }
    messages.add(message.make(parts.get(parts.size() - 1)));
    return messages;
  }

  private static @Nullable String words(@Nullable Header header) {
    return header instanceof Header.Words words ? words.text() : null;
  }
}
