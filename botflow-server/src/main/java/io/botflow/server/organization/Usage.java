package io.botflow.server.organization;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an organisation has of what its plan allows. */
record Usage(String plan, List<Figure> figures) {
  /** Copies the list. */
  Usage {
    figures = List.copyOf(figures);
  }

  /**
   * One limit.
   *
   * @param what such as {@code members}
   * @param limit null for none
   */
  record Figure(String what, long used, @Nullable Integer limit) {}
}
