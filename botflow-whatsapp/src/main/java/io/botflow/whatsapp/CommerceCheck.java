package io.botflow.whatsapp;

import io.botflow.message.Bill;
import io.botflow.message.Commerce;
import io.botflow.message.Header;
import io.botflow.message.ProductSection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The limits of messages by which a business sells. */
final class CommerceCheck {
  private CommerceCheck() {}

  static void check(Commerce content, LimitProblems problems) {
    switch (content) {
      case Commerce.Products products -> products(products, problems);
      case Commerce.Catalog catalog -> problems.frame(catalog.body(), null, catalog.footer());
      case Commerce.OrderDetails details -> {
        problems.frame(details.body(), details.header(), details.footer());
        problems.length("reference", details.reference(), 1, WhatsAppLimits.ORDER_REFERENCE_LENGTH);
        bill(details.bill(), problems);
      }
      case Commerce.OrderStatus status -> {
        problems.frame(status.body(), null, status.footer());
        problems.length("reference", status.reference(), 1, WhatsAppLimits.ORDER_REFERENCE_LENGTH);
        if (status.description() != null) {
          problems.length(
              "description", status.description(), 1, WhatsAppLimits.ORDER_DESCRIPTION_LENGTH);
        }
      }
    }
  }

  private static void products(Commerce.Products products, LimitProblems problems) {
    Header header = products.header() == null ? null : new Header.Words(products.header());
    problems.frame(products.body(), header, products.footer());
    if (products.catalog().isBlank()) {
      problems.missing("catalog");
    }
    if (products.body() == null && products.view() != Commerce.ProductView.SINGLE) {
      problems.missing("body");
    }
    if ((header == null) == (products.view() == Commerce.ProductView.LIST)) {
      if (header == null) {
        problems.missing("header");
      } else {
        problems.notAllowed("header");
      }
    }
    int count = products.products().size();
    switch (products.view()) {
      case SINGLE -> problems.count("products", count, 1, 1);
      case LIST -> sections("", products.sections(), problems);
      case CARDS -> {
        problems.count("products", count, WhatsAppLimits.CARDS_MIN, WhatsAppLimits.CARDS_MAX);
        if (products.footer() != null) {
          problems.notAllowed("footer");
        }
      }
    }
  }

  static void sections(String at, List<ProductSection> sections, LimitProblems problems) {
    problems.count(at + "sections", sections.size(), 1, WhatsAppLimits.PRODUCT_SECTIONS);
    int count = sections.stream().mapToInt(section -> section.products().size()).sum();
    problems.count(at + "products", count, 1, WhatsAppLimits.PRODUCTS);
    for (int i = 0; i < sections.size(); i++) {
      String title = Objects.requireNonNullElse(sections.get(i).title(), "");
      String part = at + "sections[" + i + "].";
      // A title is required where there is more than one section.
      int least = sections.size() > 1 ? 1 : 0;
      problems.length(part + "title", title, least, WhatsAppLimits.SECTION_TITLE_LENGTH);
      if (sections.get(i).products().isEmpty()) {
        problems.count(part + "products", 0, 1, WhatsAppLimits.PRODUCTS);
      }
    }
  }

  private static void bill(Bill bill, LimitProblems problems) {
    for (int i = 0; i < bill.items().size(); i++) {
      Bill.Item item = bill.items().get(i);
      String part = "bill.items[" + i + "].";
      problems.length(part + "name", item.name(), 1, WhatsAppLimits.ORDER_ITEM_LENGTH);
      problems.count(part + "quantity", item.quantity(), 1, Integer.MAX_VALUE);
    }
    long due = bill.subtotal() + or0(bill.tax()) + or0(bill.shipping()) - or0(bill.discount());
    if (bill.total() <= 0 || (!bill.items().isEmpty() && bill.total() != due)) {
      problems.notAllowed("bill.total");
    }
  }

  private static long or0(@Nullable Long amount) {
    return amount == null ? 0 : amount;
  }
}
