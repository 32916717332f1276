package io.botflow.ai.knowledge;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How well texts have the words of a question: BM25 (Robertson and Zaragoza, 2009) in parts of what
 * a text could have at most, from 0 to 1, so that questions of different lengths compare.
 * Immutable.
 */
final class WordIndex {
  private final Map<String, Places> places;
  private final float[] norms;
  private final double saturation;

  /** The texts that have a word, and how often. */
  @SuppressWarnings("ArrayRecordComponent") // Numbers in bulk; never compared or shown.
  private record Places(int[] texts, int[] times) {}

  /**
   * Counts.
   *
   * @param saturation how much more a word counts that a text has more often
   * @param length how much longer texts have to have it more often, from 0 to 1
   */
  WordIndex(List<List<String>> texts, double saturation, double length) {
    this.saturation = saturation;
    Map<String, Map<Integer, Integer>> counts = new HashMap<>();
    double total = 0;
    for (int i = 0; i < texts.size(); i++) {
      total += texts.get(i).size();
      for (String word : texts.get(i)) {
        counts.computeIfAbsent(word, unused -> new HashMap<>()).merge(i, 1, Integer::sum);
      }
    }
    double usual = Math.max(1, total / Math.max(1, texts.size()));
    norms = new float[texts.size()];
    for (int i = 0; i < norms.length; i++) {
      norms[i] = (float) (saturation * (1 - length + length * texts.get(i).size() / usual));
    }
    places = HashMap.newHashMap(counts.size());
    counts.forEach((word, times) -> places.put(word, places(times)));
  }

  private static Places places(Map<Integer, Integer> times) {
    int[] texts = times.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
    return new Places(texts, Arrays.stream(texts).map(text -> counted(times, text)).toArray());
  }

  private static int counted(Map<Integer, Integer> times, int text) {
    return times.getOrDefault(text, 0);
  }

  /** One score for each text. */
  float[] scores(List<String> question) {
    float[] scores = new float[norms.length];
    double most = 0;
    for (String word : question) {
      Places found = places.get(word);
      double weight = weight(found == null ? 1 : found.texts.length);
      most += weight * (saturation + 1);
      for (int i = 0; found != null && i < found.texts.length; i++) {
        int times = found.times[i];
        int text = found.texts[i];
        scores[text] += (float) (weight * times * (saturation + 1) / (times + norms[text]));
      }
    }
    for (int i = 0; most > 0 && i < scores.length; i++) {
      scores[i] /= (float) most;
    }
    return scores;
  }

  /** A word of no text counts as one of a single text: in few texts most words would be missing. */
  private double weight(int having) {
    return Math.log(1 + (norms.length - having + 0.5) / (having + 0.5));
  }
}
