package io.botflow.ai.knowledge;

import io.botflow.entity.Entities;
import io.botflow.entity.Entity;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How many of what a text speaks of: numbers in digits or words, by the words behind them ("three
 * working days" are days that work and days), and amounts of money by their currency. Immutable.
 *
 * @param said the numbers by what is counted, in the form in which words are compared
 * @param written what is counted, as the text has it
 */
record Quantities(Map<String, TreeSet<BigDecimal>> said, Map<String, String> written) {
  /** What may stand between a number and what it counts. */
  private static final Pattern WORDS_BEHIND =
      Pattern.compile("[\\s-]*(%|\\p{L}[\\p{L}\\p{M}]*)(?:[ -](\\p{L}[\\p{L}\\p{M}]*))?");

  /** Of characters between the two numbers of a range. */
  private static final int LONGEST_BETWEEN = 5;

  /** Shorter words count nothing: to, of, a. */
  private static final int SHORTEST = 3;

  static Quantities of(String text, @Nullable String language) {
    String tag = language == null ? "" : language;
    Quantities found = new Quantities(new TreeMap<>(), new TreeMap<>());
    var entities = new Entities(Locale.forLanguageTag(tag), ZoneOffset.UTC);
    for (String part : parts(text)) {
      for (Entity.Amount amount : entities.amounts(part)) {
        found.add(amount.currency(), amount.currency(), amount.value());
      }
      List<Entity.Numeral> numbers = entities.numbers(part);
      int counted = part.length();
      for (int i = numbers.size() - 1; i >= 0; i--) {
        // "5 to 7 days" are 5 days as well.
        boolean range =
            i + 1 < numbers.size()
                && numbers.get(i + 1).start() - numbers.get(i).end() <= LONGEST_BETWEEN;
        counted = range ? counted : numbers.get(i).end();
        found.behind(part, counted, numbers.get(i).value(), Words.of(tag));
      }
    }
    return found;
  }

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    for (int from = 0; from < text.length(); from += Entities.MAX_TEXT) {
      parts.add(text.substring(from, Math.min(text.length(), from + Entities.MAX_TEXT)));
    }
    return parts;
  }

  private void behind(String text, int end, BigDecimal value, Words words) {
    Matcher behind = WORDS_BEHIND.matcher(text).region(end, text.length());
    if (behind.lookingAt()) {
      for (int i = 1; i <= behind.groupCount(); i++) {
        String word = behind.group(i);
        if (word != null && (word.equals("%") || word.length() >= SHORTEST)) {
          List<String> compared = words.in(word);
          add(compared.isEmpty() ? word : compared.getFirst(), word, value);
        }
      }
    }
  }

  private void add(String key, String word, BigDecimal value) {
    said.computeIfAbsent(key, unused -> new TreeSet<>()).add(value);
    written.putIfAbsent(key, word);
  }

  /** What both count, without a number in common. */
  List<Contradiction.Difference> against(Quantities other) {
    List<Contradiction.Difference> differences = new ArrayList<>();
    said.forEach(
        (key, numbers) -> {
          TreeSet<BigDecimal> others = other.said.get(key);
          if (others != null && Collections.disjoint(numbers, others)) {
            differences.add(
                new Contradiction.Difference(
                    written.getOrDefault(key, key), plain(numbers), plain(others)));
          }
        });
    return differences;
  }

  private static List<String> plain(TreeSet<BigDecimal> numbers) {
    return numbers.stream().map(number -> number.stripTrailingZeros().toPlainString()).toList();
  }
}
