package io.botflow.ai.intent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Trains models from examples. On the same JDK the same examples give the same model, byte by byte,
 * whatever the order of the intents. Immutable and thread-safe.
 *
 * @param threshold the least confidence of an intent that is found, from 0 to 1
 */
public record IntentTrainer(double threshold) {
  /** Finds an intent where it is likelier than not. */
  public static final IntentTrainer DEFAULT = new IntentTrainer(0.5);

  /** Intents of one model at most. */
  public static final int MAX_INTENTS = 1_000;

  /** Examples of one model at most, of all its intents. */
  public static final int MAX_EXAMPLES = 100_000;

  /** Refuses a threshold that is no probability. */
  public IntentTrainer {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("The threshold must be from 0 to 1, not " + threshold);
    }
  }

  /**
   * A model and what can be said of it. Takes a fraction of a second for a bot with a few hundred
   * examples, some seconds for ten thousand.
   *
   * @param examples how customers say it, by intent; without a word (letters, digits or emoji) an
   *     example is left out
   * @throws IllegalArgumentException where there are more intents or examples than a model takes
   */
  public Training train(Map<String, List<String>> examples) {
    if (examples.size() > MAX_INTENTS) {
      throw new IllegalArgumentException(
          "%d intents are more than %d".formatted(examples.size(), MAX_INTENTS));
    }
    long count = examples.values().stream().mapToLong(List::size).sum();
    if (count > MAX_EXAMPLES) {
      throw new IllegalArgumentException(
          "%d examples are more than %d".formatted(count, MAX_EXAMPLES));
    }
    Map<String, List<String>> sorted = new TreeMap<>(examples);
    List<String> names = List.copyOf(sorted.keySet());
    List<Ngrams> texts = new ArrayList<>();
    List<Integer> truth = new ArrayList<>();
    for (int intent = 0; intent < names.size(); intent++) {
      for (String example : sorted.getOrDefault(names.get(intent), List.of())) {
        Ngrams text = Ngrams.of(example);
        if (text.words().length > 0) {
          texts.add(text);
          truth.add(intent);
        }
      }
    }
    int[] intents = truth.stream().mapToInt(Integer::intValue).toArray();
    List<HeldOut> heldOut = HeldOut.of(texts, intents, names.size());
    var model =
        new IntentModel(
            names,
            Scorer.learn(texts, intents, names.size()),
            heldOut.isEmpty() ? Calibration.UNTRIED : Calibration.fitted(heldOut),
            threshold);
    return new Training(model, Reports.of(sorted, names, intents, heldOut));
  }

  /** A model, and how well it may be expected to do. */
  public record Training(IntentModel model, TrainingReport report) {}
}
