package io.botflow.whatsapp.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.message.MediaKind;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes templates as the API takes them; {@link TemplateReader} reads them. */
public final class TemplateJson {
  private TemplateJson() {}

  /** The body of the request that creates a template. */
  public static ObjectNode create(MessageTemplate template) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", template.name()).put("language", template.language());
    node.setAll(edit(template));
    return node;
  }

  /** The body of the request that edits one: name and language stay as they are. */
  static ObjectNode edit(MessageTemplate template) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("category", template.category().name());
    if (template.format() == ParameterFormat.NAMED) {
      node.put("parameter_format", "NAMED");
    }
    if (template.timeToLive() != null) {
      node.put("message_send_ttl_seconds", template.timeToLive().toSeconds());
    }
    ArrayNode components = node.putArray("components");
    boolean named = template.format() == ParameterFormat.NAMED;
    if (template.header() != null) {
      header(components.addObject(), template.header(), named);
    }
    if (template.offer() != null) {
      components
          .addObject()
          .put("type", "LIMITED_TIME_OFFER")
          .putObject("limited_time_offer")
          .put("text", template.offer().text())
          .put("has_expiration", template.offer().expires());
    }
    body(components.addObject(), template.body(), named);
    if (template.footer() != null) {
      ObjectNode footer = components.addObject().put("type", "FOOTER");
      if (template.footer().text() != null) {
        footer.put("text", template.footer().text());
      }
      if (template.footer().codeMinutes() != null) {
        footer.put("code_expiration_minutes", template.footer().codeMinutes());
      }
    }
    if (!template.buttons().isEmpty()) {
      ArrayNode buttons = components.addObject().put("type", "BUTTONS").putArray("buttons");
      template.buttons().forEach(button -> buttons.add(button(button)));
    }
    if (!template.cards().isEmpty()) {
      ArrayNode cards = components.addObject().put("type", "CAROUSEL").putArray("cards");
      template.cards().forEach(card -> card(cards.addObject().putArray("components"), card, named));
    }
    return node;
  }

  private static void card(ArrayNode components, TemplateCard card, boolean named) {
    header(components.addObject(), card.header(), named);
    if (card.body() != null) {
      body(components.addObject(), card.body(), named);
    }
    if (!card.buttons().isEmpty()) {
      ArrayNode buttons = components.addObject().put("type", "BUTTONS").putArray("buttons");
      card.buttons().forEach(button -> buttons.add(button(button)));
    }
  }

  private static void header(ObjectNode node, TemplateHeader header, boolean named) {
    node.put("type", "HEADER");
    switch (header) {
      case TemplateHeader.Words words -> {
        node.put("format", "TEXT").put("text", words.text());
        Set<String> names = TemplateVariables.of(words.text()).names();
        if (!names.isEmpty() && named) {
          named(node.putObject("example").putArray("header_text_named_params"), words.examples());
        } else if (!names.isEmpty()) {
          ArrayNode list = node.putObject("example").putArray("header_text");
          names.forEach(name -> list.add(words.examples().getOrDefault(name, "")));
        }
      }
      case TemplateHeader.Media media -> {
        node.put("format", media.kind().name());
        if (media.example() != null) {
          node.putObject("example").putArray("header_handle").add(media.example());
        }
      }
      case TemplateHeader.Place ignored -> node.put("format", "LOCATION");
      case TemplateHeader.Other other -> node.put("format", other.format());
    }
  }

  private static void body(ObjectNode node, TemplateBody body, boolean named) {
    node.put("type", "BODY");
    if (body.securityRecommendation()) {
      node.put("add_security_recommendation", true);
    }
    if (body.text().isEmpty()) {
      return;
    }
    node.put("text", body.text());
    Set<String> names = TemplateVariables.of(body.text()).names();
    if (names.isEmpty()) {
      return;
    }
    if (named) {
      named(node.putObject("example").putArray("body_text_named_params"), body.examples());
    } else {
      ArrayNode row = node.putObject("example").putArray("body_text").addArray();
      for (int i = 1; i <= names.size(); i++) {
        row.add(body.examples().getOrDefault(Integer.toString(i), ""));
      }
    }
  }

  private static void named(ArrayNode list, Map<String, String> examples) {
    examples.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry ->
                list.addObject()
                    .put("param_name", entry.getKey())
                    .put("example", entry.getValue()));
  }

  private static ObjectNode button(TemplateButton button) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    switch (button) {
      case TemplateButton.QuickReply quick ->
          node.put("type", "QUICK_REPLY").put("text", quick.text());
      case TemplateButton.Url url -> {
        node.put("type", "URL").put("text", url.text()).put("url", url.url());
        if (url.example() != null) {
          node.putArray("example").add(url.example());
        }
      }
      case TemplateButton.Phone phone ->
          node.put("type", "PHONE_NUMBER")
              .put("text", phone.text())
              .put("phone_number", phone.number());
      case TemplateButton.CopyCode code ->
          node.put("type", "COPY_CODE").put("example", code.example());
      case TemplateButton.OneTimeCode code -> {
        node.setAll(code.details());
        node.put("type", "OTP").put("otp_type", code.kind());
      }
      case TemplateButton.Other other -> {
        node.setAll(other.details());
        node.put("type", other.type());
      }
    }
    return node;
  }

  /** The kind of medium that a header's format names; null for another format. */
  static @Nullable MediaKind media(JsonNode format) {
    return switch (format.asText().toUpperCase(Locale.ROOT)) {
      case "IMAGE" -> MediaKind.IMAGE;
      case "VIDEO" -> MediaKind.VIDEO;
      case "DOCUMENT" -> MediaKind.DOCUMENT;
      default -> null;
    };
  }
}
