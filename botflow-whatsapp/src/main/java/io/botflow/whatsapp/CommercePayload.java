package io.botflow.whatsapp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.message.Bill;
import io.botflow.message.Commerce;
import io.botflow.message.Header;
import io.botflow.message.ProductSection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The interactive part of messages by which a business sells.
 *
 * <p>Sources: Meta's OpenAPI file v23.0; "Interactive product carousel messages" and "Orders"
 * (Payments API), both 21 May 2026.
 */
final class CommercePayload {
  /** Amounts are in hundredths of the currency's unit. */
  private static final int OFFSET = 100;

  private CommercePayload() {}

  static void fill(ObjectNode node, Commerce content) {
    switch (content) {
      case Commerce.Products products -> {
        switch (products.view()) {
          case SINGLE -> single(node, products);
          case LIST -> list(node, products);
          case CARDS -> cards(node, products);
        }
      }
      case Commerce.Catalog catalog -> catalog(node, catalog);
      case Commerce.OrderDetails details -> orderDetails(node, details);
      case Commerce.OrderStatus status -> orderStatus(node, status);
    }
  }

  private static void single(ObjectNode node, Commerce.Products products) {
    InteractivePayload.frame(node, "product", null, products.body(), products.footer());
    node.putObject("action")
        .put("catalog_id", products.catalog())
        .put("product_retailer_id", products.products().get(0));
  }

  private static void list(ObjectNode node, Commerce.Products products) {
    Header header = products.header() == null ? null : new Header.Words(products.header());
    InteractivePayload.frame(node, "product_list", header, products.body(), products.footer());
    ObjectNode action = node.putObject("action").put("catalog_id", products.catalog());
    sections(action, products.sections());
  }

  static void sections(ObjectNode action, List<ProductSection> sections) {
    ArrayNode list = action.putArray("sections");
    for (ProductSection section : sections) {
      ObjectNode group = list.addObject();
      if (section.title() != null) {
        group.put("title", section.title());
      }
      ArrayNode items = group.putArray("product_items");
      section.products().forEach(product -> items.addObject().put("product_retailer_id", product));
    }
  }

  private static void cards(ObjectNode node, Commerce.Products products) {
    InteractivePayload.frame(node, "carousel", null, products.body(), null);
    ArrayNode cards = node.putObject("action").putArray("cards");
    int index = 0;
    for (String product : products.products()) {
      cards
          .addObject()
          .put("card_index", index++)
          .put("type", "product")
          .putObject("action")
          .put("product_retailer_id", product)
          .put("catalog_id", products.catalog());
    }
  }

  private static void catalog(ObjectNode node, Commerce.Catalog catalog) {
    InteractivePayload.frame(node, "catalog_message", null, catalog.body(), catalog.footer());
    ObjectNode action = node.putObject("action").put("name", "catalog_message");
    if (catalog.thumbnail() != null) {
      action.putObject("parameters").put("thumbnail_product_retailer_id", catalog.thumbnail());
    }
  }

  private static void orderDetails(ObjectNode node, Commerce.OrderDetails details) {
    InteractivePayload.frame(
        node, "order_details", details.header(), details.body(), details.footer());
    ObjectNode parameters =
        node.putObject("action").put("name", "review_and_pay").putObject("parameters");
    parameters.put("reference_id", details.reference());
    parameters.put(
        "type",
        switch (details.goods()) {
          case DIGITAL -> "digital-goods";
          case PHYSICAL -> "physical-goods";
        });
    new TreeMap<>(details.payment())
        .forEach((key, value) -> parameters.set(key, WhatsAppJson.tree(value)));
    Bill bill = details.bill();
    parameters.put("currency", bill.currency());
    amount(parameters, "total_amount", bill.total());
    if (!bill.items().isEmpty()) {
      order(parameters.putObject("order").put("status", "pending"), bill);
    }
  }

  private static void order(ObjectNode order, Bill bill) {
    ArrayNode items = order.putArray("items");
    for (Bill.Item item : bill.items()) {
      ObjectNode line = items.addObject().put("retailer_id", item.product());
      line.put("name", item.name()).put("quantity", item.quantity());
      amount(line, "amount", item.price());
      amount(line, "sale_amount", item.sale());
    }
    amount(order, "subtotal", bill.subtotal());
    // Meta demands the tax, also where there is none.
    amount(order, "tax", bill.tax() == null ? Long.valueOf(0) : bill.tax());
    amount(order, "shipping", bill.shipping());
    amount(order, "discount", bill.discount());
  }

  private static void orderStatus(ObjectNode node, Commerce.OrderStatus status) {
    InteractivePayload.frame(node, "order_status", null, status.body(), status.footer());
    ObjectNode parameters =
        node.putObject("action").put("name", "review_order").putObject("parameters");
    parameters.put("reference_id", status.reference());
    ObjectNode order =
        parameters.putObject("order").put("status", status.state().name().toLowerCase(Locale.ROOT));
    if (status.description() != null) {
      order.put("description", status.description());
    }
  }

  private static void amount(ObjectNode node, String key, @Nullable Long hundredths) {
    if (hundredths != null) {
      node.putObject(key).put("value", hundredths).put("offset", OFFSET);
    }
  }
}
