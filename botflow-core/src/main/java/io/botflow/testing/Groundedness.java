package io.botflow.testing;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether the sentences of an answer stand in what the bot was given, by their words: figures have
 * to be there, and most of the longer words. It compares words and not meaning, so that an answer
 * in another language than its passages counts as not grounded, and a sentence that turns a passage
 * into its opposite as grounded.
 */
final class Groundedness {
  /** Shorter words carry little. */
  private static final int SHORTEST = 4;

  /** Endings differ: of longer words the beginning counts. */
  private static final int STEM = 5;

  private static final double MOST = 0.6;

  private static final Pattern SENTENCE_END =
      Pattern.compile("(?<=[.!?\u3002\uff01\uff1f])\\s+|\\n+");
  private static final Pattern WORD = Pattern.compile("\\p{L}+|\\d+");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private Groundedness() {}

  /**
   * How many of the answer's sentences stand in the texts; those without any such word are none.
   */
  static Proportion of(String answer, List<String> given) {
    Set<String> known = new HashSet<>();
    given.forEach(text -> words(text).forEach(known::add));
    int grounded = 0;
    int all = 0;
    for (String sentence : SENTENCE_END.split(answer, -1)) {
      List<String> words = words(sentence).toList();
      if (words.isEmpty()) {
        continue;
      }
      all++;
      long found = words.stream().filter(known::contains).count();
      boolean figures =
          words.stream()
              .filter(word -> Character.isDigit(word.charAt(0)))
              .allMatch(known::contains);
      if (figures && found >= MOST * words.size()) {
        grounded++;
      }
    }
    return new Proportion(grounded, all);
  }

  private static Stream<String> words(String text) {
    String plain =
        MARKS
            .matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
            .replaceAll("")
            .toLowerCase(Locale.ROOT);
    return WORD.matcher(plain)
        .results()
        .map(MatchResult::group)
        .filter(word -> word.length() >= SHORTEST || Character.isDigit(word.charAt(0)))
        .map(
            word ->
                word.length() > STEM && !Character.isDigit(word.charAt(0))
                    ? word.substring(0, STEM)
                    : word);
  }
}
