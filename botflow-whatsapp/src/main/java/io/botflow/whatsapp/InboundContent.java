package io.botflow.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.message.MediaKind;
import io.botflow.message.MediaSource;
import io.botflow.message.MessageContent;
import io.botflow.message.OrderItem;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a customer's message says, by its type. A type that is unknown, or lacks its own part, is
 * {@link MessageContent.Unsupported}: a person wrote something and is waiting.
 */
final class InboundContent {
  /** The types whose part has the same name, for messages that do not name their type. */
  private static final List<String> TYPES =
      List.of(
          "text",
          "image",
          "video",
          "audio",
          "voice",
          "document",
          "sticker",
          "location",
          "contacts",
          "interactive",
          "button",
          "reaction",
          "order",
          "system",
          "edit",
          "revoke");

  private InboundContent() {}

  /** The message's type; where it names none, that of the part which it has. */
  static String type(JsonNode message) {
    String type = WebhookTree.text(message, "type");
    if (type != null) {
      return type;
    }
    return TYPES.stream().filter(message::has).findFirst().orElse("unknown");
  }

  /** The content; never fails. */
  static MessageContent read(JsonNode message) {
    String type = type(message);
    JsonNode node = message.path(type);
    MessageContent content =
        switch (type) {
          case "text" -> text(node);
          case "image" -> media(MediaKind.IMAGE, node, false);
          case "video" -> media(MediaKind.VIDEO, node, false);
          case "audio" -> media(MediaKind.AUDIO, node, node.path("voice").asBoolean());
          case "voice" -> media(MediaKind.AUDIO, node, true);
          case "document" -> media(MediaKind.DOCUMENT, node, false);
          case "sticker" -> media(MediaKind.STICKER, node, false);
          case "location" -> location(node);
          case "contacts" -> InboundContacts.read(message, node);
          case "interactive" -> interactive(node);
          case "button" -> button(node);
          case "reaction" -> reaction(node);
          case "order" -> order(node);
          default -> null;
        };
    return content == null ? unsupported(message, type) : content;
  }

  private static @Nullable MessageContent text(JsonNode node) {
    String body = WebhookTree.text(node, "body");
    return body == null ? null : new MessageContent.Text(body);
  }

  private static @Nullable MessageContent media(MediaKind kind, JsonNode node, boolean voice) {
    String id = WebhookTree.text(node, "id");
    if (id == null) {
      return null;
    }
    MediaSource source =
        new MediaSource.Stored(id, WebhookTree.text(node, "url"), WebhookTree.text(node, "sha256"));
    return new MessageContent.Media(
        kind,
        source,
        WebhookTree.text(node, "caption"),
        WebhookTree.text(node, "filename"),
        WebhookTree.text(node, "mime_type"),
        voice,
        node.path("animated").asBoolean());
  }

  private static @Nullable MessageContent location(JsonNode node) {
    if (!node.has("latitude") || !node.has("longitude")) {
      return null;
    }
    return new MessageContent.Location(
        node.path("latitude").asDouble(),
        node.path("longitude").asDouble(),
        WebhookTree.text(node, "name"),
        WebhookTree.text(node, "address"),
        WebhookTree.text(node, "url"));
  }

  private static @Nullable MessageContent interactive(JsonNode node) {
    for (String kind : List.of("button_reply", "list_reply")) {
      JsonNode reply = node.path(kind);
      if (reply.isObject()) {
        String title = WebhookTree.text(reply, "title", "");
        return new MessageContent.Tap(
            WebhookTree.text(reply, "id", title), title, WebhookTree.text(reply, "description"));
      }
    }
    JsonNode form = node.path("nfm_reply");
    return form.isObject()
        ? new MessageContent.FormReply(answers(form), WebhookTree.text(form, "name"))
        : null;
  }

  /** The answers of a form, which arrive as JSON inside a JSON string. */
  private static Map<String, Object> answers(JsonNode form) {
    String json = WebhookTree.text(form, "response_json", "{}");
    try {
      JsonNode answers = WebhookTree.read(json);
      if (answers.isObject()) {
        return WebhookTree.map(answers);
      }
    } catch (IOException e) {
      // Kept as text below: the customer did fill in the form.
    }
    return Map.of("response_json", json);
  }

  private static @Nullable MessageContent button(JsonNode node) {
    String text = WebhookTree.text(node, "text");
    String payload = WebhookTree.text(node, "payload");
    if (text == null && payload == null) {
      return null;
    }
    String title = text == null ? payload : text;
    String id = payload == null ? text : payload;
    return new MessageContent.Tap(String.valueOf(id), String.valueOf(title));
  }

  private static @Nullable MessageContent reaction(JsonNode node) {
    String messageId = WebhookTree.text(node, "message_id");
    // A reaction that was taken back has an empty emoji or none at all.
    return messageId == null
        ? null
        : new MessageContent.Reaction(messageId, WebhookTree.text(node, "emoji", ""));
  }

  private static @Nullable MessageContent order(JsonNode node) {
    if (!node.isObject()) {
      return null;
    }
    List<OrderItem> items = new ArrayList<>();
    for (JsonNode item : node.path("product_items")) {
      String product = WebhookTree.text(item, "product_retailer_id");
      if (product != null) {
        BigDecimal quantity = number(item, "quantity");
        items.add(
            new OrderItem(
                product,
                quantity == null ? 0 : quantity.intValue(),
                number(item, "item_price"),
                WebhookTree.text(item, "currency")));
      }
    }
    return new MessageContent.Order(
        WebhookTree.text(node, "catalog_id"), WebhookTree.text(node, "text"), items);
  }

  private static @Nullable BigDecimal number(JsonNode node, String key) {
    String text = WebhookTree.text(node, key);
    // The length bounds the work: a short text cannot hide a number of a million digits.
    if (text == null || text.length() > 20 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
      return null;
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static MessageContent unsupported(JsonNode message, String type) {
    JsonNode error = message.path("errors").path(0);
    String detail =
        WebhookTree.text(
            error.path("error_data"),
            "details",
            WebhookTree.text(error, "details", WebhookTree.text(error, "title", "")));
    String hidden = WebhookTree.text(message.path("unsupported"), "type", type);
    return new MessageContent.Unsupported(hidden, detail.isEmpty() ? null : detail);
  }
}
