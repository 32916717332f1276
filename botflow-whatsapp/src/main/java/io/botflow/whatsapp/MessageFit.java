package io.botflow.whatsapp;

import io.botflow.message.Card;
import io.botflow.message.Commerce;
import io.botflow.message.Header;
import io.botflow.message.MediaKind;
import io.botflow.message.MessageContent;
import io.botflow.message.Option;
import io.botflow.message.Section;
import io.botflow.message.TextSplit;
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
 *   <li>A picture above buttons that become a list goes ahead as a message of its own.
 *   <li>A text above 4,096 is split at the last paragraph, line, sentence or word before the limit.
 *   <li>A body above 1,024 is sent as texts of its own before the message, which keeps its last
 *       part.
 *   <li>A caption above 1,024, or one on a recording or sticker, follows as a text.
 *   <li>A header or footer above 60 becomes part of the body.
 *   <li>A link button above 20 without a picture becomes a line of text with its address.
 *   <li>More than 10 cards go out as several carousels, more than 257 contacts in several messages.
 *   <li>Anything else that does not fit is left as it is, for {@link WhatsAppLimits#check} to name.
 * </ul>
 */
final class MessageFit {
  /** The words on a list's opening button where a flow gives none. */
  private static final String LIST_BUTTON = "≡";

  private MessageFit() {}

  static List<MessageContent> of(MessageContent content) {
    return switch (content) {
      case MessageContent.Text text -> texts(text.body(), text.preview());
      case MessageContent.Buttons buttons -> buttons(FrameFit.of(buttons));
      case MessageContent.ListMenu list -> list(FrameFit.of(list));
      case MessageContent.Media media -> media(media);
      case MessageContent.CallToAction action -> callToAction(FrameFit.of(action));
      case MessageContent.LocationRequest request ->
          withBody(request.body(), MessageContent.LocationRequest::new);
      case MessageContent.ContactRequest request ->
          withBody(request.body(), MessageContent.ContactRequest::new);
      case MessageContent.AddressRequest request ->
          withBody(
              request.body(),
              body ->
                  new MessageContent.AddressRequest(
                      body, request.country(), request.values(), request.errors()));
      case MessageContent.Form form -> form(FrameFit.of(form));
      case MessageContent.Cards cards -> cards(cards);
      case Commerce commerce -> commerce(commerce);
      case MessageContent.Contacts contacts -> contacts(contacts);
      case MessageContent.Location ignored -> List.of(content);
      case MessageContent.Template ignored -> List.of(content);
      case MessageContent.Reaction ignored -> List.of(content);
      case MessageContent.Tap ignored -> List.of(content);
      case MessageContent.FormReply ignored -> List.of(content);
      case MessageContent.Order ignored -> List.of(content);
      case MessageContent.Unsupported ignored -> List.of(content);
    };
  }

  private static List<MessageContent> form(MessageContent.Form form) {
    return withBody(form.body(), body -> FrameFit.with(form, body, form.header(), form.footer()));
  }

  private static List<MessageContent> callToAction(MessageContent.CallToAction action) {
    boolean tooLong = action.button().length() > WhatsAppLimits.BUTTON_TITLE_LENGTH;
    if (tooLong && !(action.header() instanceof Header.Picture)) {
      String words = FrameFit.text(words(action.header()), action.body(), null);
      String text = words + "\n\n" + action.button() + ": " + action.url();
      return texts(FrameFit.text(null, text, action.footer()), true);
    }
    return withBody(
        action.body(),
        body ->
            new MessageContent.CallToAction(
                body, action.button(), action.url(), action.header(), action.footer()));
  }

  /** Cards that are too many go out in several messages of about the same size. */
  private static List<MessageContent> cards(MessageContent.Cards content) {
    int most = WhatsAppLimits.CARDS_MAX;
    List<MessageContent> messages = new ArrayList<>();
    int parts = Math.max(1, Math.ceilDiv(content.cards().size(), most));
    int from = 0;
    for (int part = 0; part < parts; part++) {
      int to = from + Math.ceilDiv(content.cards().size() - from, parts - part);
      List<Card> some = content.cards().subList(from, to);
      messages.addAll(withBody(content.body(), body -> new MessageContent.Cards(body, some)));
      from = to;
    }
    return messages;
  }

  private static List<MessageContent> contacts(MessageContent.Contacts content) {
    List<MessageContent> messages = new ArrayList<>();
    int most = WhatsAppLimits.CONTACTS_PER_MESSAGE;
    for (int from = 0; from < content.cards().size(); from += most) {
      int to = Math.min(from + most, content.cards().size());
      messages.add(new MessageContent.Contacts(content.cards().subList(from, to)));
    }
    return messages.isEmpty() ? List.of(content) : messages;
  }

  private static List<MessageContent> commerce(Commerce content) {
    return switch (content) {
      case Commerce.Products products ->
          products.body() == null
              ? List.of(products)
              : withBody(
                  products.body(),
                  body ->
                      new Commerce.Products(
                          body,
                          products.header(),
                          products.footer(),
                          products.catalog(),
                          products.sections(),
                          products.view()));
      case Commerce.Catalog catalog ->
          withBody(
              catalog.body(),
              body -> new Commerce.Catalog(body, catalog.footer(), catalog.thumbnail()));
      case Commerce.OrderDetails details ->
          withBody(
              details.body(),
              body ->
                  new Commerce.OrderDetails(
                      body,
                      details.header(),
                      details.footer(),
                      details.reference(),
                      details.goods(),
                      details.bill(),
                      details.payment()));
      case Commerce.OrderStatus status ->
          withBody(
              status.body(),
              body ->
                  new Commerce.OrderStatus(
                      body,
                      status.footer(),
                      status.reference(),
                      status.state(),
                      status.description()));
    };
  }

  private static List<MessageContent> texts(String text, boolean preview) {
    return TextSplit.of(text, WhatsAppLimits.TEXT_LENGTH).stream()
        .<MessageContent>map(part -> new MessageContent.Text(part, preview))
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
    messages.addAll(texts(caption, false));
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
    List<MessageContent> menu =
        list(
            new MessageContent.ListMenu(
                buttons.body(), LIST_BUTTON, words(buttons.header()), buttons.footer(), sections));
    if (!(buttons.header() instanceof Header.Picture picture)) {
      return menu;
    }
    // A list shows no picture, so it goes ahead.
    List<MessageContent> messages = new ArrayList<>();
    messages.add(
        new MessageContent.Media(
            picture.kind(), picture.source(), null, picture.filename(), null, false));
    messages.addAll(menu);
    return messages;
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
    StringBuilder text = new StringBuilder(body).append('\n');
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
    return texts(FrameFit.text(header, text.toString(), footer), false);
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
