package io.botflow.store.jdbc;

import org.jspecify.annotations.Nullable;

/** Text on its way into a {@code text} column. */
final class Text {

  private Text() {}

  /** Without the NUL character, the only one that PostgreSQL cannot keep; null stays null. */
  static @Nullable String storable(@Nullable String text) {
    return text == null || text.indexOf('\0') < 0 ? text : text.replace("\0", "");
  }
}
