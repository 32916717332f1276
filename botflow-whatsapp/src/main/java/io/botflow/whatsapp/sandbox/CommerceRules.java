package io.botflow.whatsapp.sandbox;

import static io.botflow.whatsapp.WhatsAppLimits.ORDER_DESCRIPTION_LENGTH;
import static io.botflow.whatsapp.WhatsAppLimits.ORDER_ITEM_LENGTH;
import static io.botflow.whatsapp.WhatsAppLimits.ORDER_REFERENCE_LENGTH;
import static io.botflow.whatsapp.WhatsAppLimits.PRODUCTS;
import static io.botflow.whatsapp.WhatsAppLimits.PRODUCT_SECTIONS;
import static io.botflow.whatsapp.WhatsAppLimits.SECTION_TITLE_LENGTH;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** The rules of lists of products and of orders to pay. */
final class CommerceRules {
  private static final Set<String> STATES =
      Set.of("pending", "processing", "partially_shipped", "shipped", "completed", "canceled");

  private CommerceRules() {}

  static void list(JsonNode interactive, JsonNode action, BodyProblems problems) {
    if (!interactive.has("header")) {
      problems.missing("header");
    }
    InteractiveRules.required(action, "catalog_id", problems);
    sections(action, problems);
  }

  static void sections(JsonNode action, BodyProblems problems) {
    JsonNode sections = problems.array(action, "action", "sections", 1, PRODUCT_SECTIONS);
    if (sections == null) {
      return;
    }
    int count = 0;
    for (JsonNode section : sections) {
      String title = problems.optionalText(section, "sections", "title", 0, SECTION_TITLE_LENGTH);
      if (sections.size() > 1 && (title == null || title.isBlank())) {
        problems.missing("sections['title']");
      }
      JsonNode items = problems.array(section, "sections", "product_items", 1, PRODUCTS);
      if (items != null) {
        count += items.size();
        for (JsonNode item : items) {
          InteractiveRules.required(item, "product_retailer_id", problems);
        }
      }
    }
    if (count > PRODUCTS) {
      problems.invalid("sections", "have more than " + PRODUCTS + " products in total.");
    }
  }

  static void orderDetails(JsonNode action, BodyProblems problems) {
    problems.oneOf(action, "action", "name", Set.of("review_and_pay"));
    JsonNode parameters = problems.object(action, "action", "parameters");
    if (parameters == null) {
      return;
    }
    problems.text(parameters, "parameters", "reference_id", 1, ORDER_REFERENCE_LENGTH);
    problems.oneOf(parameters, "parameters", "type", Set.of("digital-goods", "physical-goods"));
    problems.text(parameters, "parameters", "currency", 3, 3);
    long total = amount(parameters, "total_amount", true, problems);
    if (!parameters.has("order")) {
      return;
    }
    JsonNode order = parameters.path("order");
    problems.oneOf(order, "order", "status", Set.of("pending"));
    long items = 0;
    JsonNode lines = problems.array(order, "order", "items", 1, 999);
    for (JsonNode item : lines == null ? order.path("none") : lines) {
      problems.text(item, "items", "name", 1, ORDER_ITEM_LENGTH);
      InteractiveRules.required(item, "retailer_id", problems);
      long price = amount(item, "amount", true, problems);
      long sale = item.has("sale_amount") ? amount(item, "sale_amount", true, problems) : price;
      items += sale * item.path("quantity").asLong();
    }
    long due = amount(order, "subtotal", true, problems);
    if (due != items) {
      problems.invalid("order['subtotal']", "is not the sum of the items.");
    }
    for (String more : List.of("tax", "shipping")) {
      due += amount(order, more, more.equals("tax"), problems);
    }
    if (total != due - amount(order, "discount", false, problems)) {
      problems.invalid("total_amount", "is not the sum of its parts.");
    }
  }

  static void orderStatus(JsonNode action, BodyProblems problems) {
    problems.oneOf(action, "action", "name", Set.of("review_order"));
    JsonNode parameters = problems.object(action, "action", "parameters");
    if (parameters != null) {
      problems.text(parameters, "parameters", "reference_id", 1, ORDER_REFERENCE_LENGTH);
      JsonNode order = problems.object(parameters, "parameters", "order");
      if (order != null) {
        problems.oneOf(order, "order", "status", STATES);
        problems.optionalText(order, "order", "description", 0, ORDER_DESCRIPTION_LENGTH);
      }
    }
  }

  private static long amount(JsonNode parent, String key, boolean required, BodyProblems problems) {
    if (!required && !parent.has(key)) {
      return 0;
    }
    JsonNode amount = problems.object(parent, "", key);
    if (amount == null) {
      return 0;
    }
    if (!amount.path("value").isIntegralNumber() || amount.path("offset").asInt() != 100) {
      problems.invalid(key, "must have a whole value and the offset 100.");
    }
    return amount.path("value").asLong();
  }
}
