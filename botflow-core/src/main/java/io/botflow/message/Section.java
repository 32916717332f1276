package io.botflow.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group of rows in a list.
 *
 * @param title the group's heading; may be null only where the list has one section
 */
public record Section(@Nullable String title, List<Option> rows) {
  public Section {
    rows = List.copyOf(rows);
  }
}
