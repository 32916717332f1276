package io.botflow.ai.intent;

import io.botflow.spi.IntentClassifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Knows the intents that it was trained with by their words and letters, in any language, in the
 * process and within about a millisecond. Made by {@link IntentTrainer}; immutable and thread-safe.
 */
public final class IntentModel implements IntentClassifier {
  /** Of a message or an example, in characters; what comes after them does not count. */
  public static final int MAX_TEXT = 2_000;

  private final List<String> names;
  private final Scorer scorer;
  private final Calibration calibration;
  private final double threshold;

  IntentModel(List<String> names, Scorer scorer, Calibration calibration, double threshold) {
    this.names = List.copyOf(names);
    this.scorer = scorer;
    this.calibration = calibration;
    this.threshold = threshold;
  }

  /**
   * A model from its binary form.
   *
   * @throws IllegalArgumentException where this is none, is damaged, or is of a newer version
   */
  public static IntentModel of(byte[] bytes) {
    return IntentModelFormat.read(bytes);
  }

  /** The binary form: its version is in it, and a checksum. */
  public byte[] bytes() {
    return IntentModelFormat.write(this);
  }

  /**
   * The intent of a text, by what the model was trained with: examples are not looked at.
   *
   * @param intents which ones there are; the best one must be among them
   * @return null where none is as sure as the threshold
   */
  @Override
  public @Nullable Intent classify(String text, Map<String, List<String>> intents) {
    List<Intent> best = ranked(text, 1);
    return best.isEmpty()
            || best.getFirst().confidence() < threshold
            || !intents.containsKey(best.getFirst().name())
        ? null
        : best.getFirst();
  }

  /**
   * The likeliest intents first, however unlikely; all confidences together lack of 1 what is left
   * for no intent at all.
   *
   * @param most how many at most
   * @return empty where the text has no word
   */
  public List<Intent> ranked(String text, int most) {
    Ngrams pieces = Ngrams.of(text);
    if (pieces.words().length == 0) {
      return List.of();
    }
    double[] probabilities = calibration.probabilities(scorer.scores(pieces));
    List<Intent> all = new ArrayList<>(names.size());
    for (int k = 0; k < probabilities.length; k++) {
      all.add(new Intent(names.get(k), probabilities[k]));
    }
    all.sort(Comparator.comparingDouble(Intent::confidence).reversed());
    return List.copyOf(all.subList(0, Math.min(most, all.size())));
  }

  /** The intents, sorted. */
  public List<String> names() {
    return names;
  }

  /** The least confidence of an intent that is found. */
  public double threshold() {
    return threshold;
  }

  Scorer scorer() {
    return scorer;
  }

  Calibration calibration() {
    return calibration;
  }
}
