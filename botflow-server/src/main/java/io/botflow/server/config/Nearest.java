package io.botflow.server.config;

import java.util.Collection;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds the key that an operator probably meant. */
final class Nearest {
  /** More letters changed make another word. */
  private static final int MOST_EDITS = 3;

  private Nearest() {}

  static @Nullable String to(String written, Collection<String> keys) {
    String nearest = null;
    int fewest = MOST_EDITS + 1;
    for (String key : keys) {
      int edits = edits(written, key);
      if (edits < fewest) {
        fewest = edits;
        nearest = key;
      }
    }
    return nearest;
  }

  /** Letters to insert, remove or replace until one is the other. */
  private static int edits(String a, String b) {
    int[] row = IntStream.rangeClosed(0, b.length()).toArray();
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
