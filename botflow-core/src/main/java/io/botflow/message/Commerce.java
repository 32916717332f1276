package io.botflow.message;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Messages by which a business sells: products, the catalogue, and orders to pay. */
public sealed interface Commerce extends MessageContent {

  /** What the customer reads above the goods; the empty string where there is nothing. */
  default String words() {
    return switch (this) {
      case Products products -> products.body() == null ? "" : products.body();
      case Catalog catalog -> catalog.body();
      case OrderDetails details -> details.body();
      case OrderStatus status -> status.body();
    };
  }

  /**
   * Products of a catalogue, which the customer can put into a cart; the cart comes back as {@link
   * MessageContent.Order}. One product is shown by itself, several as a list or as cards.
   *
   * @param body words above them; may be null only for one product
   * @param header a line above a list, which it must have; null otherwise
   * @param view how several are shown
   */
  record Products(
      @Nullable String body,
      @Nullable String header,
      @Nullable String footer,
      String catalog,
      List<ProductSection> sections,
      ProductView view)
      implements Commerce {
    public Products {
      Objects.requireNonNull(catalog, "catalog");
      Objects.requireNonNull(view, "view");
      sections = List.copyOf(sections);
    }

    /** The numbers of all products, in order. */
    public List<String> products() {
      return sections.stream().flatMap(section -> section.products().stream()).toList();
    }
  }

  /** How products are shown. */
  enum ProductView {
    /** One product with its picture and price. */
    SINGLE,
    /** A button that opens a list in sections. */
    LIST,
    /** Cards to leaf through. */
    CARDS
  }

  /**
   * A text with a button that opens the whole catalogue; a cart comes back as {@link
   * MessageContent.Order}.
   *
   * @param thumbnail the number of the product whose picture is shown, or null for the first
   */
  record Catalog(String body, @Nullable String footer, @Nullable String thumbnail)
      implements Commerce {
    public Catalog {
      Objects.requireNonNull(body, "body");
    }
  }

  /**
   * An order to be looked at and paid inside the chat, where the channel offers payments.
   *
   * @param reference the business's own number of the order, never used before
   * @param goods what is sold
   * @param payment how it is paid, by the channel's names, which differ from country to country
   */
  record OrderDetails(
      String body,
      @Nullable Header header,
      @Nullable String footer,
      String reference,
      Goods goods,
      Bill bill,
      Map<String, Object> payment)
      implements Commerce {
    public OrderDetails {
      Objects.requireNonNull(body, "body");
      Objects.requireNonNull(reference, "reference");
      Objects.requireNonNull(goods, "goods");
      Objects.requireNonNull(bill, "bill");
      payment = Map.copyOf(payment);
    }
  }

  /** What is sold. */
  enum Goods {
    DIGITAL,
    PHYSICAL
  }

  /**
   * How an order came further.
   *
   * @param reference the number that {@link OrderDetails} had
   * @param description words for the customer about it, or null
   */
  record OrderStatus(
      String body,
      @Nullable String footer,
      String reference,
      OrderState state,
      @Nullable String description)
      implements Commerce {
    public OrderStatus {
      Objects.requireNonNull(body, "body");
      Objects.requireNonNull(reference, "reference");
      Objects.requireNonNull(state, "state");
    }
  }

  /** The states of an order that a customer is told. */
  enum OrderState {
    PENDING,
    PROCESSING,
    PARTIALLY_SHIPPED,
    SHIPPED,
    COMPLETED,
    CANCELED
  }
}
