package io.botflow.message;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing to choose: a button or a list row.
 *
 * @param id what comes back when it is tapped; never shown
 * @param title what the customer reads
 * @param description a second line in lists, or null
 */
public record Option(String id, String title, @Nullable String description) {
  public Option {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(title, "title");
  }

  /** An option without a second line. */
  public Option(String id, String title) {
    this(id, title, null);
  }
}
