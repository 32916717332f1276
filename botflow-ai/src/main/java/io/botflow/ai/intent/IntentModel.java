package io.botflow.ai.intent;

import io.botflow.spi.EmbeddingModel;
import io.botflow.spi.EmbeddingUnavailable;
import io.botflow.spi.IntentClassifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Knows the intents that it was trained with by their words and letters, in any language, in the
 * process and within about a millisecond; and by what they mean where it was trained with an
 * encoder, which takes the encoder's time. Where the encoder fails, words and letters alone decide.
 * Made by {@link IntentTrainer}; immutable and thread-safe.
 */
public final class IntentModel implements IntentClassifier {
  /** Of a message or an example, in characters; what comes after them does not count. */
  public static final int MAX_TEXT = 2_000;

  private final List<String> names;
  private final Scorer scorer;
  private final Calibration calibration;
  private final double threshold;
  private final @Nullable Encoded encoded;
  private final @Nullable EmbeddingModel encoder;

  /**
   * A model.
   *
   * @param calibration of scores by words alone
   * @param encoded null for a model that was trained without an encoder
   * @param encoder the one it was trained with; null where it is not there
   */
  IntentModel(
      List<String> names,
      Scorer scorer,
      Calibration calibration,
      double threshold,
      @Nullable Encoded encoded,
      @Nullable EmbeddingModel encoder) {
    this.names = List.copyOf(names);
    this.scorer = scorer;
    this.calibration = calibration;
    this.threshold = threshold;
    this.encoded = encoded;
    this.encoder = encoder;
  }

  /**
   * A model from its binary form. One that was trained with an encoder goes by words alone.
   *
   * @throws IllegalArgumentException where this is none, is damaged, or is of another version
   */
  public static IntentModel of(byte[] bytes) {
    return IntentModelFormat.read(bytes, null);
  }

  /**
   * A model from its binary form.
   *
   * @throws IllegalArgumentException where this is none, is damaged, is of another version, or was
   *     trained with another encoder
   */
  public static IntentModel of(byte[] bytes, EmbeddingModel encoder) {
    return IntentModelFormat.read(bytes, encoder);
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
    Sides sides = scorer.sides(new Features(pieces, vector(text)));
    double[] probabilities =
        encoded == null || sides.meaning() == null
            ? calibration.probabilities(sides.words(), 1)
            : encoded.calibration().probabilities(encoded.blend().scores(sides), sides.nearest(-1));
    List<Intent> all = new ArrayList<>(names.size());
    for (int k = 0; k < probabilities.length; k++) {
      all.add(new Intent(names.get(k), probabilities[k]));
    }
    all.sort(Comparator.comparingDouble(Intent::confidence).reversed());
    return List.copyOf(all.subList(0, Math.min(most, all.size())));
  }

  private float @Nullable [] vector(String text) {
    if (encoder == null) {
      return null;
    }
    try {
      return encoder.embed(List.of(text.substring(0, Math.min(text.length(), MAX_TEXT)))).get(0);
    } catch (EmbeddingUnavailable e) {
      return null;
    }
  }

  /** The intents, sorted. */
  public List<String> names() {
    return names;
  }

  /** The least confidence of an intent that is found. */
  public double threshold() {
    return threshold;
  }

  /** The id of the encoder that it was trained with; null where there was none. */
  public @Nullable String encoder() {
    return encoded == null ? null : encoded.encoder();
  }

  @Nullable Encoded encoded() {
    return encoded;
  }

  Scorer scorer() {
    return scorer;
  }

  Calibration calibration() {
    return calibration;
  }
}
