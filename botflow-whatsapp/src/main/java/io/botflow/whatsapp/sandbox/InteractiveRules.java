package io.botflow.whatsapp.sandbox;

import static io.botflow.whatsapp.WhatsAppLimits.ADDRESS_COUNTRY;
import static io.botflow.whatsapp.WhatsAppLimits.BODY_LENGTH;
import static io.botflow.whatsapp.WhatsAppLimits.BUTTONS;
import static io.botflow.whatsapp.WhatsAppLimits.BUTTON_ID_LENGTH;
import static io.botflow.whatsapp.WhatsAppLimits.BUTTON_TITLE_LENGTH;
import static io.botflow.whatsapp.WhatsAppLimits.FOOTER_LENGTH;
import static io.botflow.whatsapp.WhatsAppLimits.HEADER_LENGTH;
import static io.botflow.whatsapp.WhatsAppLimits.LIST_ROWS;
import static io.botflow.whatsapp.WhatsAppLimits.LIST_SECTIONS;
import static io.botflow.whatsapp.WhatsAppLimits.ROW_DESCRIPTION_LENGTH;
import static io.botflow.whatsapp.WhatsAppLimits.ROW_ID_LENGTH;
import static io.botflow.whatsapp.WhatsAppLimits.ROW_TITLE_LENGTH;
import static io.botflow.whatsapp.WhatsAppLimits.SECTION_TITLE_LENGTH;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules of an interactive message. Five of them no JSON schema can say: rows are counted over
 * all sections, several sections need titles, and row ids, button ids and button titles are unique.
 */
final class InteractiveRules {
  /** What the guide page allows in a list's body; the reference page says 1,024 like the rest. */
  private static final int LIST_BODY_LENGTH = 4096;

  private static final Set<String> TYPES =
      Set.of(
          "button",
          "call_permission_request",
          "catalog_message",
          "list",
          "product",
          "product_list",
          "flow",
          "cta_url",
          "location_request_message",
          "address_message",
          "carousel",
          "order_details",
          "order_status",
          "voice_call",
          "request_contact_info");
  private static final Set<String> BODY_OPTIONAL =
      Set.of(
          "product",
          "call_permission_request",
          "order_details",
          "order_status",
          "voice_call",
          "request_contact_info");
  private static final Set<String> HEADERS =
      Set.of("text", "video", "image", "document", "gif", "product");
  private static final Pattern TRIMMED = Pattern.compile("^\\S(.*\\S)?$");

  private InteractiveRules() {}

  static void check(JsonNode message, BodyProblems problems) {
    JsonNode interactive = problems.object(message, "", "interactive");
    if (interactive == null) {
      return;
    }
    problems.oneOf(interactive, "interactive", "type", TYPES);
    String type = interactive.path("type").asText();
    body(interactive, type, problems);
    header(interactive, type, problems);
    if (interactive.has("footer")) {
      JsonNode footer = problems.object(interactive, "interactive", "footer");
      if (footer != null) {
        problems.text(footer, "footer", "text", 0, FOOTER_LENGTH);
      }
    }
    JsonNode action = problems.object(interactive, "interactive", "action");
    if (action != null) {
      action(interactive, action, type, problems);
    }
  }

  private static void body(JsonNode interactive, String type, BodyProblems problems) {
    if (!interactive.has("body") && BODY_OPTIONAL.contains(type)) {
      return;
    }
    JsonNode body = problems.object(interactive, "interactive", "body");
    if (body != null) {
      boolean longBody =
          type.equals("list") || (BODY_OPTIONAL.contains(type) && !type.equals("product"));
      problems.only(body, "body", Set.of("text"));
      problems.text(body, "body", "text", 1, longBody ? LIST_BODY_LENGTH : BODY_LENGTH);
    }
  }

  private static void header(JsonNode interactive, String type, BodyProblems problems) {
    if (!interactive.has("header")) {
      return;
    }
    JsonNode header = problems.object(interactive, "interactive", "header");
    if (header == null) {
      return;
    }
    boolean textOnly = type.equals("list") || type.equals("product_list");
    problems.oneOf(header, "header", "type", textOnly ? Set.of("text") : HEADERS);
    problems.optionalText(header, "header", "text", 0, HEADER_LENGTH);
    problems.optionalText(header, "header", "sub_text", 0, HEADER_LENGTH);
    for (String media : Set.of("image", "video", "document")) {
      JsonNode node = header.get(media);
      if (node != null && node.isObject()) {
        MessageRules.mediaObject(node, "header['" + media + "']", problems);
      } else if (node != null) {
        problems.invalid("header['" + media + "']", "must be an object.");
      }
    }
  }

  private static void action(
      JsonNode interactive, JsonNode action, String type, BodyProblems problems) {
    switch (type.toLowerCase(Locale.ROOT)) {
      case "button" -> buttons(action, problems);
      case "list" -> list(action, problems);
      case "cta_url" -> {
        problems.oneOf(action, "action", "name", Set.of("cta_url"));
        JsonNode parameters = problems.object(action, "action", "parameters");
        if (parameters != null) {
          problems.text(parameters, "parameters", "display_text", 1, BUTTON_TITLE_LENGTH);
          link(problems.text(parameters, "parameters", "url", 1, Integer.MAX_VALUE), problems);
        }
      }
      case "location_request_message" ->
          problems.oneOf(action, "action", "name", Set.of("send_location"));
      case "flow" -> FlowRules.check(action, problems);
      case "product" -> {
        required(action, "catalog_id", problems);
        required(action, "product_retailer_id", problems);
      }
      case "product_list" -> CommerceRules.list(interactive, action, problems);
      case "catalog_message" -> problems.oneOf(action, "action", "name", Set.of("catalog_message"));
      case "address_message" -> {
        problems.oneOf(action, "action", "name", Set.of("address_message"));
        JsonNode parameters = problems.object(action, "action", "parameters");
        if (parameters != null) {
          problems.oneOf(parameters, "parameters", "country", Set.of(ADDRESS_COUNTRY));
        }
      }
      case "request_contact_info" ->
          problems.oneOf(action, "action", "name", Set.of("request_contact_info"));
      case "order_details" -> CommerceRules.orderDetails(action, problems);
      case "order_status" -> CommerceRules.orderStatus(action, problems);
      case "carousel" -> CarouselRules.check(interactive, action, problems);
      default -> {
        // The remaining types have no documented limits of their own.
      }
    }
  }

  private static void buttons(JsonNode action, BodyProblems problems) {
    JsonNode buttons = problems.array(action, "action", "buttons", 1, BUTTONS);
    if (buttons == null) {
      return;
    }
    Set<String> ids = new HashSet<>();
    Set<String> titles = new HashSet<>();
    for (int i = 0; i < buttons.size(); i++) {
      String path = "action['buttons'][" + i + "]";
      problems.oneOf(buttons.get(i), path, "type", Set.of("reply"));
      JsonNode reply = problems.object(buttons.get(i), path, "reply");
      if (reply == null) {
        continue;
      }
      problems.only(reply, path, Set.of("id", "title"));
      String id = problems.text(reply, path, "id", 1, BUTTON_ID_LENGTH);
      if (id != null && !TRIMMED.matcher(id).matches()) {
        problems.invalid(path + "['id']", "must not begin or end with a space.");
      }
      String title = problems.text(reply, path, "title", 1, BUTTON_TITLE_LENGTH);
      unique(ids, id, path + "['id']", problems);
      unique(titles, title, path + "['title']", problems);
    }
  }

  private static void list(JsonNode action, BodyProblems problems) {
    problems.text(action, "action", "button", 1, BUTTON_TITLE_LENGTH);
    JsonNode sections = problems.array(action, "action", "sections", 1, LIST_SECTIONS);
    if (sections == null) {
      return;
    }
    Set<String> ids = new HashSet<>();
    int rowCount = 0;
    for (int s = 0; s < sections.size(); s++) {
      String path = "action['sections'][" + s + "]";
      JsonNode section = sections.get(s);
      problems.only(section, path, Set.of("title", "rows"));
      String title = problems.optionalText(section, path, "title", 0, SECTION_TITLE_LENGTH);
      if (sections.size() > 1 && (title == null || title.isBlank())) {
        problems.missing(path + "['title']");
      }
      JsonNode rows = problems.array(section, path, "rows", 1, LIST_ROWS);
      if (rows == null) {
        continue;
      }
      rowCount += rows.size();
      for (JsonNode row : rows) {
        problems.only(row, path + "['rows']", Set.of("id", "title", "description"));
        String id = problems.text(row, path + "['rows']", "id", 1, ROW_ID_LENGTH);
        problems.text(row, path + "['rows']", "title", 1, ROW_TITLE_LENGTH);
        problems.optionalText(row, path + "['rows']", "description", 0, ROW_DESCRIPTION_LENGTH);
        unique(ids, id, path + "['rows']['id']", problems);
      }
    }
    if (rowCount > LIST_ROWS) {
      problems.invalid("action['sections']", "has more than " + LIST_ROWS + " rows in total.");
    }
  }

  static void required(JsonNode node, String key, BodyProblems problems) {
    if (!node.has(key)) {
      problems.missing(key);
    }
  }

  static void link(@Nullable String link, BodyProblems problems) {
    if (link != null && !BodyProblems.HTTP_LINK.matcher(link).matches()) {
      problems.invalid("parameters['url']", "must be an http or https link.");
    }
  }

  static void unique(Set<String> seen, @Nullable String value, String path, BodyProblems problems) {
    if (value != null && !seen.add(value)) {
      problems.invalid(path, "must be unique.");
    }
  }
}
