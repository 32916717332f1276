package io.botflow.message;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of an order.
 *
 * @param product the business's own product number
 * @param price of one piece, in {@code currency}; null where the channel sent none
 * @param currency ISO 4217, or null
 */
public record OrderItem(
    String product, int quantity, @Nullable BigDecimal price, @Nullable String currency) {
  public OrderItem {
    Objects.requireNonNull(product, "product");
  }
}
