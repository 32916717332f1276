package io.botflow.node;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Compares what customers type with what authors wrote: without case, accents, punctuation and
 * doubled spaces, and with a typing mistake or two in longer words.
 */
public final class Words {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private Words() {}

  /** The text in lower case, its words apart by one space, with neither accents nor punctuation. */
  public static String plain(String text) {
    if (isPlain(text)) {
      return text;
    }
    String bare = text;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 127) {
        bare = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        break;
      }
    }
    StringBuilder plain = new StringBuilder(bare.length());
    boolean gap = false;
    for (int i = 0; i < bare.length(); ) {
      int c = bare.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isLetterOrDigit(c)) {
        if (gap && !plain.isEmpty()) {
          plain.append(' ');
        }
        gap = false;
        plain.appendCodePoint(Character.toLowerCase(c));
      } else if (c != '\'' && c != '\u2019') {
        gap = true;
      }
    }
    return plain.toString();
  }

  private static boolean isPlain(String text) {
    int length = text.length();
    char before = ' ';
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!letter && (c != ' ' || before == ' ')) {
        return false;
      }
      before = c;
    }
    return before != ' ' || length == 0;
  }

  /** How many typing mistakes a word of this length may have: none in short ones. */
  public static int tolerance(int length) {
    if (length < 4) {
      return 0;
    }
    return length < 8 ? 1 : 2;
  }

  /**
   * The one candidate that a text means: the same in plain form, else the only one within the
   * tolerance, else none. Both sides are compared in plain form.
   *
   * @return the candidate's place, or -1
   */
  public static int closest(String text, List<String> candidates) {
    String said = plain(text);
    if (said.isEmpty()) {
      return -1;
    }
    List<String> plain = new ArrayList<>(candidates.size());
    for (int i = 0; i < candidates.size(); i++) {
      String candidate = plain(candidates.get(i));
      if (candidate.equals(said)) {
        return i;
      }
      plain.add(candidate);
    }
    int best = -1;
    int distance = Integer.MAX_VALUE;
    for (int i = 0; i < plain.size(); i++) {
      String candidate = plain.get(i);
      int most = tolerance(Math.min(candidate.length(), said.length()));
      int mistakes = most == 0 ? Integer.MAX_VALUE : mistakes(said, candidate, most);
      if (mistakes <= most && mistakes <= distance) {
        best = mistakes == distance ? -1 : i;
        distance = mistakes;
      }
    }
    return best;
  }

  /** Whether the text has the words of the phrase next to each other; both in plain form. */
  public static boolean contains(String text, String phrase) {
    int at = phrase.isEmpty() ? -1 : text.indexOf(phrase);
    while (at >= 0) {
      int end = at + phrase.length();
      boolean starts = at == 0 || text.charAt(at - 1) == ' ';
      boolean ends = end == text.length() || text.charAt(end) == ' ';
      if (starts && ends) {
        return true;
      }
      at = text.indexOf(phrase, at + 1);
    }
    return false;
  }

  /**
   * Whether the text has as many words next to each other that are the phrase but for typing
   * mistakes; both in plain form. Takes the time of a comparison for each word.
   */
  public static boolean containsSimilar(String text, String phrase) {
    String[] words = text.split(" ", -1);
    int length = phrase.split(" ", -1).length;
    for (int from = 0; from + length <= words.length; from++) {
      String part = String.join(" ", List.of(words).subList(from, from + length));
      if (!phrase.isEmpty() && similar(part, phrase)) {
        return true;
      }
    }
    return false;
  }

  /** Whether two plain texts are the same but for the mistakes that their length allows. */
  public static boolean similar(String a, String b) {
    if (a.equals(b)) {
      return true;
    }
    int most = tolerance(Math.min(a.length(), b.length()));
    return most > 0 && mistakes(a, b, most) <= most;
  }

  /**
   * Letters to add, take away, change or swap with a neighbour; stops counting past {@code most}.
   */
  static int mistakes(String a, String b, int most) {
    if (Math.abs(a.length() - b.length()) > most) {
      return most + 1;
    }
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      int least = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int cost = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost = Math.min(cost, beforeLast[j - 2] + 1);
        }
        row[j] = cost;
        least = Math.min(least, cost);
      }
      if (least > most) {
        return most + 1;
      }
      int[] spare = beforeLast;
      beforeLast = last;
      last = row;
      row = spare;
    }
    return last[b.length()];
  }

  /** The text in lower case without regard to place. */
  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
