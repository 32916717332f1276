package io.botflow.ai.intent;

import io.botflow.spi.IntentClassifier.Intent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Something that customers wrote of which a model is not sure: worth to be an example, of the
 * intent that it comes closest to or of another.
 *
 * @param times how often it was written, case and spaces aside
 * @param confidence the model's, from 0 to 1
 */
public record SuggestedExample(String text, String intent, double confidence, int times) {
  /** Below it a text has most likely none of the intents. */
  private static final double LEAST = 0.2;

  /** Above it an example more would teach nothing. */
  private static final double SURE = 0.85;

  private static final int SHORTEST = 3;
  private static final int LONGEST = 200;

  /**
   * What to look at, the most frequent first and then the least sure.
   *
   * @param texts what customers wrote
   * @param most how many at most
   */
  public static List<SuggestedExample> of(
      IntentModel model, Map<String, List<String>> intents, List<String> texts, int most) {
    Set<String> known = new HashSet<>();
    intents.values().forEach(examples -> examples.forEach(example -> known.add(plain(example))));
    Map<String, String> written = new LinkedHashMap<>();
    Map<String, Integer> times = new HashMap<>();
    for (String text : texts) {
      String plain = plain(text);
      if (plain.length() >= SHORTEST && plain.length() <= LONGEST && !known.contains(plain)) {
        written.putIfAbsent(plain, text.strip());
        times.merge(plain, 1, Integer::sum);
      }
    }
    List<SuggestedExample> found = new ArrayList<>();
    for (Map.Entry<String, String> text : written.entrySet()) {
      List<Intent> best = model.ranked(text.getValue(), 1);
      if (!best.isEmpty()
          && best.getFirst().confidence() >= LEAST
          && best.getFirst().confidence() < SURE) {
        found.add(
            new SuggestedExample(
                text.getValue(),
                best.getFirst().name(),
                best.getFirst().confidence(),
                times.getOrDefault(text.getKey(), 1)));
      }
    }
    found.sort(
        Comparator.comparingInt(SuggestedExample::times)
            .reversed()
            .thenComparingDouble(SuggestedExample::confidence)
            .thenComparing(SuggestedExample::text));
    return List.copyOf(found.subList(0, Math.min(most, found.size())));
  }

  private static String plain(String text) {
    return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }
}
