package io.botflow.message;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A product of a catalogue.
 *
 * @param catalog the catalogue's id at the channel; null where the channel leaves it out
 * @param product the business's own product number
 */
public record Product(@Nullable String catalog, String product) {
  public Product {
    Objects.requireNonNull(product, "product");
  }
}
