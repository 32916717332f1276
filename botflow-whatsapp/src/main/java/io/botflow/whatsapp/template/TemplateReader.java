package io.botflow.whatsapp.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.message.MediaKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads templates as the network writes them, in upper or lower case. What is not known is kept as
 * it is or left out; nothing makes it fail.
 */
public final class TemplateReader {
  private TemplateReader() {}

  /** A template of a list or a single answer; empty where name, language or id is missing. */
  static Optional<RegisteredTemplate> registered(String account, JsonNode node) {
    // 360dialog has an id of its own beside Meta's, which webhooks name.
    String id = text(node, "external_id");
    if (id == null) {
      id = text(node, "id");
    }
    if (id == null || text(node, "name") == null || text(node, "language") == null) {
      return Optional.empty();
    }
    String reason = text(node, "rejected_reason");
    JsonNode quality = node.path("quality_score");
    return Optional.of(
        new RegisteredTemplate(
            account,
            id,
            content(node),
            TemplateStatus.of(node.path("status").asText()),
            TemplateQuality.of(
                quality.isObject() ? quality.path("score").asText() : quality.asText()),
            reason == null || reason.equalsIgnoreCase("none") ? null : reason,
            false));
  }

  /** What a template says. */
  public static MessageTemplate content(JsonNode node) {
    TemplateHeader header = null;
    TemplateBody body = new TemplateBody("", Map.of(), false);
    TemplateFooter footer = null;
    List<TemplateButton> buttons = List.of();
    List<TemplateCard> cards = new ArrayList<>();
    LimitedTimeOffer offer = null;
    for (JsonNode component : node.path("components")) {
      switch (type(component)) {
        case "HEADER" -> header = header(component);
        case "BODY" -> body = body(component);
        case "FOOTER" -> footer = footer(component);
        case "BUTTONS" -> buttons = buttons(component);
        case "CAROUSEL" -> component.path("cards").forEach(card -> cards.add(card(card)));
        case "LIMITED_TIME_OFFER" -> offer = offer(component.path("limited_time_offer"));
        default -> {
          // A component of a later version: nothing that is checked here depends on it.
        }
      }
    }
    String format = node.path("parameter_format").asText().toUpperCase(Locale.ROOT);
    boolean named = format.equals("NAMED") || TemplateVariables.of(body.text()).areNamed();
    long seconds = node.path("message_send_ttl_seconds").asLong(0);
    return new MessageTemplate(
        node.path("name").asText(),
        MessageTemplate.language(node.path("language").asText()),
        TemplateCategory.of(node.path("category").asText()),
        named ? ParameterFormat.NAMED : ParameterFormat.POSITIONAL,
        header,
        body,
        footer,
        buttons,
        cards,
        offer,
        seconds > 0 ? Duration.ofSeconds(seconds) : null);
  }

  private static TemplateHeader header(JsonNode node) {
    JsonNode example = node.path("example");
    String format = node.path("format").asText().toUpperCase(Locale.ROOT);
    MediaKind media = TemplateJson.media(node.path("format"));
    if (media != null) {
      return new TemplateHeader.Media(media, example.path("header_handle").path(0).textValue());
    }
    return switch (format) {
      case "", "TEXT" -> {
        String text = node.path("text").asText();
        yield new TemplateHeader.Words(
            text,
            examples(text, example.path("header_text"), example.path("header_text_named_params")));
      }
      case "LOCATION" -> new TemplateHeader.Place();
      default -> new TemplateHeader.Other(format);
    };
  }

  private static TemplateBody body(JsonNode node) {
    JsonNode example = node.path("example");
    String text = node.path("text").asText();
    JsonNode row = example.path("body_text").path(0);
    return new TemplateBody(
        text,
        examples(
            text,
            row.isArray() ? row : example.path("body_text"),
            example.path("body_text_named_params")),
        node.path("add_security_recommendation").asBoolean());
  }

  private static Map<String, String> examples(String text, JsonNode counted, JsonNode named) {
    Map<String, String> examples = new LinkedHashMap<>();
    for (JsonNode item : named) {
      examples.put(item.path("param_name").asText(), item.path("example").asText());
    }
    Set<String> names = TemplateVariables.of(text).names();
    for (int i = 0; i < counted.size(); i++) {
      String name = Integer.toString(i + 1);
      if (names.contains(name)) {
        examples.put(name, counted.path(i).asText());
      }
    }
    return examples;
  }

  private static TemplateFooter footer(JsonNode node) {
    JsonNode minutes = node.path("code_expiration_minutes");
    return new TemplateFooter(text(node, "text"), minutes.isInt() ? minutes.intValue() : null);
  }

  private static List<TemplateButton> buttons(JsonNode component) {
    List<TemplateButton> buttons = new ArrayList<>();
    component.path("buttons").forEach(node -> buttons.add(button(node)));
    return buttons;
  }

  private static TemplateButton button(JsonNode node) {
    String text = text(node, "text");
    JsonNode example = node.path("example");
    String shown = example.isArray() ? example.path(0).textValue() : example.textValue();
    ObjectNode details =
        node instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    String words = text == null ? "" : text;
    return switch (type(node)) {
      case "QUICK_REPLY" -> new TemplateButton.QuickReply(words);
      case "URL" ->
          node.has("otp_type")
              ? new TemplateButton.OneTimeCode(node.path("otp_type").asText(), text, details)
              : new TemplateButton.Url(words, node.path("url").asText(), shown);
      case "PHONE_NUMBER" -> new TemplateButton.Phone(words, node.path("phone_number").asText());
      case "COPY_CODE" -> new TemplateButton.CopyCode(shown == null ? "" : shown);
      case "OTP" -> {
        String kind = node.path("otp_type").asText().toUpperCase(Locale.ROOT);
        ObjectNode plain = details.deepCopy().put("type", "OTP").put("otp_type", kind);
        yield new TemplateButton.OneTimeCode(kind, text, plain);
      }
      default -> new TemplateButton.Other(type(node), text, details);
    };
  }

  private static TemplateCard card(JsonNode node) {
    TemplateHeader header = new TemplateHeader.Other("");
    TemplateBody body = null;
    List<TemplateButton> buttons = List.of();
    for (JsonNode component : node.path("components")) {
      switch (type(component)) {
        case "HEADER" -> header = header(component);
        case "BODY" -> body = body(component);
        case "BUTTONS" -> buttons = buttons(component);
        default -> {
          // As above.
        }
      }
    }
    return new TemplateCard(header, body, buttons);
  }

  private static LimitedTimeOffer offer(JsonNode node) {
    return new LimitedTimeOffer(
        node.path("text").asText(), node.path("has_expiration").asBoolean());
  }

  private static String type(JsonNode node) {
    return node.path("type").asText().toUpperCase(Locale.ROOT);
  }

  private static @Nullable String text(JsonNode node, String key) {
    JsonNode value = node.path(key);
    String text = value.isValueNode() && !value.isNull() ? value.asText() : "";
    return text.isEmpty() ? null : text;
  }
}
