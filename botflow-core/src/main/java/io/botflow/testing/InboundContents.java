package io.botflow.testing;

import io.botflow.message.ContactCard;
import io.botflow.message.MediaKind;
import io.botflow.message.MediaSource;
import io.botflow.message.MessageContent;
import io.botflow.message.OrderItem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a customer sends besides words. */
final class InboundContents {
  private InboundContents() {}

  /** The message of that kind; null, and reported, where it cannot be read. */
  static @Nullable MessageContent read(String kind, YamlValue value) {
    return switch (kind) {
      case "location" -> location(value);
      case "media" -> media(value);
      case "form" -> form(value);
      case "contacts" -> contacts(value);
      default -> order(value);
    };
  }

  private static MessageContent location(YamlValue value) {
    Map<String, YamlValue> map =
        value.map("A location", "latitude", "longitude", "name", "address");
    YamlValue latitude = map.get("latitude");
    YamlValue longitude = map.get("longitude");
    if (latitude == null || longitude == null) {
      value.report("A location has a latitude and a longitude.");
    }
    return new MessageContent.Location(
        latitude == null ? 0 : latitude.number("\"latitude\"", 0),
        longitude == null ? 0 : longitude.number("\"longitude\"", 0),
        text(map, "name"),
        text(map, "address"));
  }

  private static @Nullable MessageContent media(YamlValue value) {
    Map<String, YamlValue> map =
        value.isMap()
            ? value.map("Media", "kind", "url", "caption", "filename", "mime", "voice")
            : Map.of("kind", value);
    String kind = text(map, "kind");
    String url = text(map, "url");
    YamlValue voice = map.get("voice");
    for (MediaKind known : MediaKind.values()) {
      if (known.name().toLowerCase(Locale.ROOT).equals(kind)) {
        return new MessageContent.Media(
            known,
            url == null ? new MediaSource.Stored("media-1", null, null) : new MediaSource.Link(url),
            text(map, "caption"),
            text(map, "filename"),
            text(map, "mime"),
            voice != null && Boolean.TRUE.equals(voice.plain()));
      }
    }
    value.report("Media is of the kind image, video, audio, document or sticker.");
    return null;
  }

  private static MessageContent form(YamlValue value) {
    Map<String, Object> values = new LinkedHashMap<>();
    value
        .map("A form's answers")
        .forEach(
            (name, answer) -> {
              Object plain = answer.plain();
              if (plain != null) {
                values.put(name, plain);
              }
            });
    return new MessageContent.FormReply(values);
  }

  private static MessageContent contacts(YamlValue value) {
    List<ContactCard> cards = new ArrayList<>();
    for (YamlValue card : value.list()) {
      Map<String, YamlValue> map = card.map("A contact card", "name", "phones", "emails");
      String name = text(map, "name");
      YamlValue phones = map.get("phones");
      YamlValue emails = map.get("emails");
      cards.add(
          ContactCard.of(
              name == null ? "" : name,
              null,
              null,
              null,
              phones == null ? List.of() : phones.texts("A phone number"),
              emails == null ? List.of() : emails.texts("An e-mail address")));
    }
    return new MessageContent.Contacts(cards);
  }

  private static MessageContent order(YamlValue value) {
    Map<String, YamlValue> map = value.map("An order", "catalog", "text", "items");
    List<OrderItem> items = new ArrayList<>();
    YamlValue listed = map.get("items");
    for (YamlValue item : listed == null ? List.<YamlValue>of() : listed.list()) {
      Map<String, YamlValue> of = item.map("An item", "product", "quantity", "price", "currency");
      String product = text(of, "product");
      YamlValue quantity = of.get("quantity");
      YamlValue price = of.get("price");
      items.add(
          new OrderItem(
              product == null ? "" : product,
              quantity == null ? 1 : (int) quantity.number("\"quantity\"", 1),
              price == null ? null : BigDecimal.valueOf(price.number("\"price\"", 0)),
              text(of, "currency")));
    }
    return new MessageContent.Order(text(map, "catalog"), text(map, "text"), items);
  }

  private static @Nullable String text(Map<String, YamlValue> map, String key) {
    YamlValue value = map.get(key);
    return value == null ? null : value.text("\"" + key + "\"");
  }
}
