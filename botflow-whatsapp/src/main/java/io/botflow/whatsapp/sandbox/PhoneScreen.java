package io.botflow.whatsapp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A message as a person sees it: every word on the screen, line by line from above. */
final class PhoneScreen {
  private final List<String> lines = new ArrayList<>();

  private PhoneScreen() {}

  static List<String> of(String type, JsonNode body) {
    PhoneScreen screen = new PhoneScreen();
    if (body.path("context").has("message_id")) {
      screen.line("answers " + body.path("context").path("message_id").asText());
    }
    screen.content(type, body.path(type));
    return List.copyOf(screen.lines);
  }

  private void content(String type, JsonNode node) {
    switch (type) {
      case "text" -> {
        line(node.path("body").asText());
        if (node.path("preview_url").asBoolean()) {
          line("[preview]");
        }
      }
      case "image", "video", "audio", "document", "sticker" -> medium(type, node);
      case "location" -> location(node);
      case "contacts" -> node.forEach(this::contact);
      case "reaction" ->
          line(node.path("emoji").asText() + " on " + node.path("message_id").asText());
      case "interactive" -> interactive(node);
      case "template" -> template(node);
      default -> line("[" + type + "]");
    }
  }

  private void medium(String type, JsonNode node) {
    String source = node.has("link") ? node.path("link").asText() : "#" + node.path("id").asText();
    line("[" + (node.path("voice").asBoolean() ? "voice note" : type) + " " + source + "]");
    words(node, "filename", "caption");
  }

  private void location(JsonNode node) {
    line(
        "[place "
            + node.path("latitude").asDouble()
            + " "
            + node.path("longitude").asDouble()
            + "]");
    words(node, "name", "address");
  }

  private void contact(JsonNode card) {
    line("[contact] " + card.path("name").path("formatted_name").asText());
    words(card.path("org"), "company", "department", "title");
    words(card, "birthday");
    card.path("phones").forEach(phone -> words(phone, "phone"));
    card.path("emails").forEach(email -> words(email, "email"));
    card.path("urls").forEach(url -> words(url, "url"));
    card.path("addresses")
        .forEach(address -> words(address, "street", "city", "state", "zip", "country"));
  }

  private void interactive(JsonNode node) {
    header(node.path("header"));
    words(node.path("body"), "text");
    words(node.path("footer"), "text");
    JsonNode action = node.path("action");
    JsonNode parameters = action.path("parameters");
    switch (node.path("type").asText()) {
      case "button" -> action.path("buttons").forEach(button -> button(button.path("reply")));
      case "list" -> list(action);
      case "cta_url" -> link(parameters);
      case "location_request_message" -> line("( Send location )");
      case "request_contact_info" -> line("( Share contact info )");
      case "address_message" -> line("( Provide address )");
      case "flow" -> line("( " + parameters.path("flow_cta").asText() + " )");
      case "product" -> product(action);
      case "product_list" -> products(action);
      case "catalog_message" -> line("( View catalog )");
      case "carousel" -> action.path("cards").forEach(this::card);
      case "order_details" -> order(parameters);
      case "order_status" -> {
        JsonNode order = parameters.path("order");
        line(parameters.path("reference_id").asText() + " " + order.path("status").asText());
        words(order, "description");
      }
      default -> line("[" + node.path("type").asText() + "]");
    }
  }

  private void header(JsonNode header) {
    String type = header.path("type").asText();
    if (type.equals("text")) {
      words(header, "text");
    } else if (!type.isEmpty()) {
      medium(type, header.path(type));
    }
  }

  private void button(JsonNode reply) {
    line("( " + reply.path("title").asText() + " )");
  }

  private void link(JsonNode parameters) {
    line("( " + parameters.path("display_text").asText() + " ) " + parameters.path("url").asText());
  }

  private void list(JsonNode action) {
    line("( " + action.path("button").asText() + " )");
    for (JsonNode section : action.path("sections")) {
      words(section, "title");
      for (JsonNode row : section.path("rows")) {
        line("- " + row.path("title").asText());
        words(row, "description");
      }
    }
  }

  private void products(JsonNode action) {
    line("( View items )");
    for (JsonNode section : action.path("sections")) {
      words(section, "title");
      section.path("product_items").forEach(this::product);
    }
  }

  private void product(JsonNode item) {
    line("[product " + item.path("product_retailer_id").asText() + "]");
  }

  private void card(JsonNode card) {
    header(card.path("header"));
    words(card.path("body"), "text");
    JsonNode action = card.path("action");
    if (card.path("type").asText().equals("product")) {
      product(action);
    } else if (action.has("buttons")) {
      action.path("buttons").forEach(button -> button(button.path("quick_reply")));
    } else {
      link(action.path("parameters"));
    }
  }

  private void order(JsonNode parameters) {
    for (JsonNode item : parameters.path("order").path("items")) {
      line(item.path("quantity").asInt() + " x " + item.path("name").asText());
    }
    JsonNode total = parameters.path("total_amount");
    line(parameters.path("currency").asText() + " " + total.path("value").asLong());
    line("( Review and pay )");
  }

  private void template(JsonNode node) {
    line(
        "[" + node.path("name").asText() + " " + node.path("language").path("code").asText() + "]");
    node.path("components").forEach(this::component);
  }

  private void component(JsonNode component) {
    for (JsonNode parameter : component.path("parameters")) {
      String type = parameter.path("type").asText();
      switch (type) {
        case "text" -> words(parameter, "text");
        case "payload" -> words(parameter, "payload");
        case "coupon_code" -> words(parameter, "coupon_code");
        case "location" -> location(parameter.path("location"));
        case "product" -> product(parameter.path("product"));
        case "limited_time_offer" ->
            line("until " + parameter.path(type).path("expiration_time_ms").asLong());
        case "action" -> {
          line("( " + component.path("sub_type").asText() + " )");
          parameter
              .path("action")
              .path("sections")
              .forEach(section -> section.path("product_items").forEach(this::product));
        }
        default -> medium(type, parameter.path(type));
      }
    }
    for (JsonNode card : component.path("cards")) {
      card.path("components").forEach(this::component);
    }
  }

  private void words(JsonNode node, String... keys) {
    for (String key : keys) {
      if (node.has(key)) {
        line(node.path(key).asText());
      }
    }
  }

  private void line(String text) {
    lines.add(text);
  }
}
