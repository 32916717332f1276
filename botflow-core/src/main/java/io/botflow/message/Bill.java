package io.botflow.message;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a customer is to pay. All amounts are in hundredths of the currency's unit.
 *
 * @param currency ISO 4217
 * @param total what is to be paid: the goods, with tax and shipping, less the discount
 * @param items the goods; empty where only the total is told
 * @param tax or null, as {@code shipping} and {@code discount}
 */
public record Bill(
    String currency,
    long total,
    List<Item> items,
    @Nullable Long tax,
    @Nullable Long shipping,
    @Nullable Long discount) {
  public Bill {
    Objects.requireNonNull(currency, "currency");
    items = List.copyOf(items);
  }

  /** The goods' price, before tax, shipping and discount. */
  public long subtotal() {
    return items.stream()
        .mapToLong(item -> item.quantity() * (item.sale() == null ? item.price() : item.sale()))
        .sum();
  }

  /**
   * One line.
   *
   * @param product the business's own product number
   * @param price of one piece
   * @param sale the lower price of one piece that counts in its place, or null
   */
  public record Item(String product, String name, int quantity, long price, @Nullable Long sale) {
    public Item {
      Objects.requireNonNull(product, "product");
      Objects.requireNonNull(name, "name");
    }
  }
}
