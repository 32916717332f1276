package io.botflow.testing;

import io.botflow.message.Card;
import io.botflow.message.Commerce;
import io.botflow.message.ContactCard;
import io.botflow.message.MessageContent;
import io.botflow.message.Option;
import io.botflow.message.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message as its reader sees it: its words, and what can be chosen below them.
 *
 * @param kind as in the message's JSON: text, media, buttons, list ...
 * @param text the words; the caption of a picture, the empty string where there are none
 * @param options the buttons or rows, in order; empty where there is nothing to choose
 */
public record BotMessage(String kind, String text, List<Option> options) {
  public BotMessage {
    options = List.copyOf(options);
  }

  /** What a reader sees of a message. */
  public static BotMessage of(MessageContent content) {
    return switch (content) {
      case MessageContent.Text text -> plain("text", text.body());
      case MessageContent.Media media ->
          plain(
              media.kind().name().toLowerCase(Locale.ROOT),
              media.caption() == null ? "" : media.caption());
      case MessageContent.Buttons buttons ->
          new BotMessage("buttons", buttons.body(), buttons.options());
      case MessageContent.ListMenu menu -> new BotMessage("list", menu.body(), rows(menu));
      case MessageContent.CallToAction action -> plain("call_to_action", action.body());
      case MessageContent.Location place ->
          plain("location", place.name() == null ? "" : place.name());
      case MessageContent.LocationRequest request -> plain("location_request", request.body());
      case MessageContent.Contacts contacts ->
          plain(
              "contacts",
              String.join(
                  ", ", contacts.cards().stream().map(ContactCard::formattedName).toList()));
      case MessageContent.Template template -> plain("template", template.name());
      case MessageContent.Reaction reaction -> plain("reaction", reaction.emoji());
      case MessageContent.Form form -> plain("form", form.body());
      case MessageContent.Cards cards -> new BotMessage("cards", cards.body(), replies(cards));
      case MessageContent.ContactRequest request -> plain("contact_request", request.body());
      case MessageContent.AddressRequest request -> plain("address_request", request.body());
      case Commerce.Products products -> plain("products", products.words());
      case Commerce.Catalog catalog -> plain("catalog", catalog.body());
      case Commerce.OrderDetails details -> plain("order_details", details.body());
      case Commerce.OrderStatus status -> plain("order_status", status.body());
      case MessageContent.Tap tap -> plain("tap", tap.title());
      case MessageContent.FormReply reply -> plain("form_reply", reply.values().toString());
      case MessageContent.Order order -> plain("order", order.text() == null ? "" : order.text());
      case MessageContent.Unsupported other -> plain("unsupported", other.type());
    };
  }

  private static BotMessage plain(String kind, String text) {
    return new BotMessage(kind, text, List.of());
  }

  private static List<Option> rows(MessageContent.ListMenu menu) {
    List<Option> rows = new ArrayList<>();
    for (Section section : menu.sections()) {
      rows.addAll(section.rows());
    }
    return rows;
  }

  private static List<Option> replies(MessageContent.Cards cards) {
    List<Option> replies = new ArrayList<>();
    for (Card card : cards.cards()) {
      if (card.replyId() != null) {
        replies.add(new Option(card.replyId(), card.button()));
      }
    }
    return replies;
  }

  /** The option of that id or title, exactly and then without regard to case; null for none. */
  public @Nullable Option option(String idOrTitle) {
    for (Option option : options) {
      if (option.id().equals(idOrTitle) || option.title().equals(idOrTitle)) {
        return option;
      }
    }
    for (Option option : options) {
      if (option.title().equalsIgnoreCase(idOrTitle)) {
        return option;
      }
    }
    return null;
  }

  /** The titles of the options. */
  public List<String> titles() {
    return options.stream().map(Option::title).toList();
  }

  /** On one line, for failure messages: the words, then the options in brackets. */
  @Override
  public String toString() {
    String words = text.replace("\n", "\n      ");
    String shown = kind.equals("text") || !options.isEmpty() ? words : "(" + kind + ") " + words;
    return options.isEmpty() ? shown : shown + " [" + String.join(" | ", titles()) + "]";
  }
}
