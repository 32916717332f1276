package io.botflow.server.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Some of a list.
 *
 * @param next the cursor of the page after it; null at the end
 */
public record Page<T>(List<T> data, @Nullable String next) {
  /** Copies the list. */
  public Page {
    data = List.copyOf(data);
  }

  /** A page after which the list goes on at a place. */
  public static <T> Page<T> before(List<T> data, Cursor.Place next) {
    return new Page<>(data, Cursor.text(next));
  }

  /**
   * The page of a list that was read with one more than the limit.
   *
   * @param place of an element in the order of the list
   */
  public static <T> Page<T> of(List<T> found, int limit, Function<T, Cursor.Place> place) {
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    List<T> data = found.subList(0, limit);
    return new Page<>(data, Cursor.text(place.apply(data.getLast())));
  }
}
