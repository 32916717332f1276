package io.botflow.message;

import java.util.ArrayList;
import java.util.List;

/** Splits long texts where a reader would pause. */
public final class TextSplit {
  /** Where to split, best first; each is looked for in the second half of a part. */
  private static final List<String> PAUSES = List.of("\n\n", "\n", ". ", "! ", "? ", " ");

  private TextSplit() {}

  /** Parts of at most {@code limit} UTF-16 units, none of them blank; at least one part. */
  public static List<String> of(String text, int limit) {
    List<String> parts = new ArrayList<>();
    String rest = text;
    while (rest.length() > limit) {
      int end = end(rest, limit);
      String part = rest.substring(0, end).strip();
      if (!part.isEmpty()) {
        parts.add(part);
      }
      rest = rest.substring(end).strip();
    }
    if (!rest.isEmpty() || parts.isEmpty()) {
      parts.add(rest);
    }
    return parts;
  }

  private static int end(String text, int limit) {
    for (String pause : PAUSES) {
      // A sign of punctuation stays with the part that it ends.
      int at = text.lastIndexOf(pause, limit - pause.length());
      if (at >= limit / 2) {
        return at + pause.length();
      }
    }
    // Never between the two halves of one character.
    return Character.isLowSurrogate(text.charAt(limit)) ? limit - 1 : limit;
  }
}
