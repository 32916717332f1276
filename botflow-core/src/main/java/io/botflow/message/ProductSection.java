package io.botflow.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group of products in a message.
 *
 * @param title the group's heading; may be null only where the message has one section
 * @param products the business's own product numbers
 */
public record ProductSection(@Nullable String title, List<String> products) {
  public ProductSection {
    products = List.copyOf(products);
  }
}
