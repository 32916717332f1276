package io.botflow.whatsapp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.whatsapp.WhatsAppLimits;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the Graph API demands of the body of {@code POST /messages}, as code.
 *
 * <p>Source: Meta's OpenAPI file of v23.0 (November 2025) with the repairs that its own examples
 * need, and the limits of Meta's pages. It is written apart from the code that makes the bodies, so
 * that an error there is found here.
 */
final class MessageRules {
  private static final Set<String> COMMON =
      Set.of(
          "messaging_product",
          "recipient_type",
          "to",
          "type",
          "recipient",
          "biz_opaque_callback_data",
          "recipient_identity_key_hash",
          "message_activity_sharing",
          "context");
  private static final Set<String> MEDIA = Set.of("image", "video", "document", "audio");
  private static final Pattern BUSINESS_SCOPED_ID =
      Pattern.compile("[A-Z]{2}\\.(ENT\\.)?[0-9A-Za-z]{1,128}");
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

  private MessageRules() {}

  /** Every problem of {@code body}, the first of which is what the Graph API would answer. */
  static List<GraphRefusal> check(JsonNode body) {
    BodyProblems problems = new BodyProblems();
    if (!body.isObject()) {
      problems.invalid("body", "must be a JSON object.");
    } else if ("read".equals(body.path("status").textValue())) {
      readMark(body, problems);
    } else {
      message(body, problems);
    }
    return problems.found();
  }

  private static void readMark(JsonNode body, BodyProblems problems) {
    problems.only(
        body, "body", Set.of("messaging_product", "status", "message_id", "typing_indicator"));
    problems.oneOf(body, "", "messaging_product", Set.of("whatsapp"));
    problems.text(body, "", "message_id", 0, Integer.MAX_VALUE);
    if (body.has("typing_indicator")) {
      JsonNode typing = problems.object(body, "", "typing_indicator");
      if (typing != null) {
        problems.only(typing, "typing_indicator", Set.of("type"));
        problems.oneOf(typing, "typing_indicator", "type", Set.of("text"));
      }
    }
  }

  private static void message(JsonNode body, BodyProblems problems) {
    String type = body.has("type") ? body.path("type").asText() : "text";
    envelope(body, type, problems);
    switch (type) {
      case "text" -> text(body, problems);
      case "image", "video", "document", "audio" -> media(body, type, problems);
      case "sticker" -> sticker(body, problems);
      case "location" -> location(body, problems);
      case "contacts" -> ContactRules.check(body, problems);
      case "reaction" -> reaction(body, problems);
      case "interactive" -> InteractiveRules.check(body, problems);
      case "template" -> TemplateRules.check(body, problems);
      case "pin" -> pin(body, problems);
      default -> problems.invalid("type", "must be a known message type.");
    }
  }

  private static void envelope(JsonNode body, String type, BodyProblems problems) {
    Set<String> allowed = new HashSet<>(COMMON);
    allowed.add(type);
    if (type.equals("template")) {
      allowed.add("message_send_ttl_seconds");
      JsonNode ttl = body.get("message_send_ttl_seconds");
      if (ttl != null && !ttl.isIntegralNumber()) {
        problems.invalid("message_send_ttl_seconds", "must be an integer.");
      }
    }
    problems.only(body, "body", allowed);
    problems.oneOf(body, "", "messaging_product", Set.of("whatsapp"));
    if (body.has("type") && !body.path("type").isTextual()) {
      problems.invalid("type", "must be a string.");
    }
    if (body.has("recipient_type")) {
      problems.oneOf(body, "", "recipient_type", Set.of("individual", "group"));
    }
    if (!body.has("to") && !body.has("recipient")) {
      problems.missing("to");
    }
    problems.optionalText(body, "", "to", 0, Integer.MAX_VALUE);
    String recipient = problems.optionalText(body, "", "recipient", 0, Integer.MAX_VALUE);
    if (recipient != null && !BUSINESS_SCOPED_ID.matcher(recipient).matches()) {
      problems.invalid("recipient", "must be a business-scoped user id.");
    }
    problems.optionalText(
        body, "", "biz_opaque_callback_data", 0, WhatsAppLimits.CALLBACK_DATA_LENGTH);
    problems.optionalText(body, "", "recipient_identity_key_hash", 0, Integer.MAX_VALUE);
    problems.optionalBoolean(body, "", "message_activity_sharing");
    if (body.has("context")) {
      JsonNode context = problems.object(body, "", "context");
      if (context != null) {
        problems.only(context, "context", Set.of("message_id"));
        problems.text(context, "context", "message_id", 0, WhatsAppLimits.MESSAGE_ID_LENGTH);
      }
    }
  }

  private static void text(JsonNode body, BodyProblems problems) {
    JsonNode text = problems.object(body, "", "text");
    if (text != null) {
      problems.only(text, "text", Set.of("body", "preview_url"));
      problems.text(text, "text", "body", 1, WhatsAppLimits.TEXT_LENGTH);
      problems.optionalBoolean(text, "text", "preview_url");
    }
  }

  private static void media(JsonNode body, String type, BodyProblems problems) {
    JsonNode media = problems.object(body, "", type);
    if (media == null) {
      return;
    }
    mediaObject(media, type, problems);
    if (type.equals("audio") && media.has("caption")) {
      problems.invalid("audio['caption']", "is not allowed.");
    }
  }

  /** The rules of a media object, which headers use too. */
  static void mediaObject(JsonNode media, String path, BodyProblems problems) {
    problems.only(media, path, Set.of("id", "link", "caption", "filename", "voice", "provider"));
    if (media.has("id") == media.has("link")) {
      problems.invalid(path, "must have exactly one of id and link.");
    }
    problems.optionalText(media, path, "id", 0, Integer.MAX_VALUE);
    String link = problems.optionalText(media, path, "link", 0, Integer.MAX_VALUE);
    if (link != null && !BodyProblems.HTTP_LINK.matcher(link).matches()) {
      problems.invalid(path + "['link']", "must be an http or https link.");
    }
    problems.optionalText(media, path, "caption", 0, WhatsAppLimits.CAPTION_LENGTH);
    problems.optionalText(media, path, "filename", 0, Integer.MAX_VALUE);
    problems.optionalBoolean(media, path, "voice");
    problems.optionalObject(media, path, "provider");
  }

  private static void sticker(JsonNode body, BodyProblems problems) {
    JsonNode sticker = problems.object(body, "", "sticker");
    if (sticker != null) {
      problems.only(sticker, "sticker", Set.of("id", "link"));
      if (sticker.has("id") == sticker.has("link")) {
        problems.invalid("sticker", "must have exactly one of id and link.");
      }
      problems.optionalText(sticker, "sticker", "id", 0, Integer.MAX_VALUE);
      problems.optionalText(sticker, "sticker", "link", 0, Integer.MAX_VALUE);
    }
  }

  private static void location(JsonNode body, BodyProblems problems) {
    JsonNode location = problems.object(body, "", "location");
    if (location == null) {
      return;
    }
    problems.only(location, "location", Set.of("latitude", "longitude", "name", "address"));
    for (String key : List.of("latitude", "longitude")) {
      JsonNode value = location.get(key);
      if (value == null) {
        problems.missing("location['" + key + "']");
      } else if (!value.isNumber()
          && !(value.isTextual() && DECIMAL.matcher(value.textValue()).matches())) {
        problems.invalid("location['" + key + "']", "must be a number.");
      }
    }
    problems.optionalText(location, "location", "name", 0, Integer.MAX_VALUE);
    problems.optionalText(location, "location", "address", 0, Integer.MAX_VALUE);
  }

  private static void reaction(JsonNode body, BodyProblems problems) {
    JsonNode reaction = problems.object(body, "", "reaction");
    if (reaction != null) {
      problems.only(reaction, "reaction", Set.of("message_id", "emoji"));
      problems.text(reaction, "reaction", "message_id", 0, Integer.MAX_VALUE);
      problems.text(reaction, "reaction", "emoji", 0, Integer.MAX_VALUE);
    }
  }

  private static void pin(JsonNode body, BodyProblems problems) {
    JsonNode pin = problems.object(body, "", "pin");
    if (pin != null && (!pin.has("type") || !pin.has("message_id"))) {
      problems.missing("pin['message_id']");
    }
  }

  static boolean isMedia(String type) {
    return MEDIA.contains(type) || type.equals("sticker");
  }
}
