package io.botflow.testing;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether words are in what was said, whatever their case and the spaces between them. */
final class SaidWords {
  /** So many words of somebody's text in a row are no accident. */
  private static final int RUN = 8;

  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  private SaidWords() {}

  /** Whether the words are in the text, and not as a part of others: 30 is not in 130. */
  static boolean in(String text, String words) {
    String all = plain(text);
    String part = plain(words);
    if (part.isEmpty()) {
      return false;
    }
    for (int at = all.indexOf(part); at >= 0; at = all.indexOf(part, at + 1)) {
      if (ends(all, part, at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean ends(String all, String part, int at) {
    int after = at + part.length();
    boolean begins = at == 0 || !joined(all.charAt(at - 1), part.charAt(0));
    return begins
        && (after == all.length() || !joined(part.charAt(part.length() - 1), all.charAt(after)));
  }

  private static boolean joined(char before, char after) {
    return Character.isLetterOrDigit(before)
        && Character.isLetterOrDigit(after)
        && !Character.isIdeographic(before);
  }

  /** The first eight words of a text in a row that were said; null where none were. */
  static @Nullable String run(String said, String text) {
    String all = " " + String.join(" ", words(said)) + " ";
    List<String> words = words(text);
    for (int i = 0; i + RUN <= words.size(); i++) {
      String run = String.join(" ", words.subList(i, i + RUN));
      if (all.contains(" " + run + " ")) {
        return run;
      }
    }
    return null;
  }

  private static List<String> words(String text) {
    return WORD.matcher(text.toLowerCase(Locale.ROOT)).results().map(MatchResult::group).toList();
  }

  private static String plain(String text) {
    return SPACES.matcher(text.strip()).replaceAll(" ").toLowerCase(Locale.ROOT);
  }
}
