package io.botflow.expression;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the name that an author probably meant. */
final class Spelling {
  /** More edits than this make another word. */
  private static final int EDITS = 2;

  private Spelling() {}

  /** {@code "; did you mean 'order_number'?"}, or nothing where no name is near. */
  static String suggestion(String written, Iterable<String> names) {
    String nearest = null;
    int fewest = Math.min(EDITS, Math.max(1, written.length() / 3)) + 1;
    for (String name : names) {
      if (Math.abs(name.length() - written.length()) < fewest) {
        int edits = edits(written.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
        if (edits < fewest) {
          fewest = edits;
          nearest = name;
        }
      }
    }
    return said(nearest);
  }

  private static String said(@Nullable String name) {
    return name == null ? "" : "; did you mean '" + name + "'?";
  }

  /**
   * Insertions, deletions, replacements and swaps of neighbours that make one word of the other.
   */
  private static int edits(String a, String b) {
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        edits[i][j] = Math.min(replaced, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
        }
      }
    }
    return edits[a.length()][b.length()];
  }
}
