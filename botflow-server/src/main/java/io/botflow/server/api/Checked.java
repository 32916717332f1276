package io.botflow.server.api;

import java.util.function.BiConsumer;

/** A body that checks itself beyond the types of its fields. */
public interface Checked {
  /** Most characters of a name. */
  int MOST_IN_LINE = 100;

  /** Tells each problem: the path, such as {@code /email}, and a message for the caller. */
  void check(BiConsumer<String, String> problem);

  /** Tells a problem of what is not a line of 1 to 100 characters, as names are. */
  static void line(String value, String path, BiConsumer<String, String> problem) {
    if (value.isBlank()
        || value.length() > MOST_IN_LINE
        || value.chars().anyMatch(Character::isISOControl)) {
      problem.accept(path, "has to be a line of 1 to %d characters".formatted(MOST_IN_LINE));
    }
  }
}
