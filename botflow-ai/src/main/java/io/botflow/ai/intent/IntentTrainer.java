package io.botflow.ai.intent;

import io.botflow.spi.EmbeddingModel;
import io.botflow.spi.EmbeddingUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Trains models from examples. On the same JDK the same examples give the same model, byte by byte,
 * whatever the order of the intents. Immutable and thread-safe.
 *
 * @param threshold the least confidence of an intent that is found, from 0 to 1
 * @param encoder looks at what texts mean, beside their words; null for words alone
 */
public record IntentTrainer(double threshold, @Nullable EmbeddingModel encoder) {
  /** Finds an intent where it is likelier than not. */
  public static final IntentTrainer DEFAULT = new IntentTrainer(0.5, null);

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

  /** A trainer that goes by words alone. */
  public IntentTrainer(double threshold) {
    this(threshold, null);
  }

  /** The same with an encoder. */
  public IntentTrainer with(EmbeddingModel other) {
    return new IntentTrainer(threshold, other);
  }

  /**
   * A model and what can be said of it. Takes a fraction of a second for a bot with a few hundred
   * examples, some seconds for ten thousand; an encoder's time comes on top. Where the encoder
   * fails the model goes by words alone.
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
    List<String> texts = new ArrayList<>();
    List<Ngrams> words = new ArrayList<>();
    List<Integer> truth = new ArrayList<>();
    for (int intent = 0; intent < names.size(); intent++) {
      for (String example : sorted.getOrDefault(names.get(intent), List.of())) {
        Ngrams pieces = Ngrams.of(example);
        if (pieces.words().length > 0) {
          texts.add(example.substring(0, Math.min(example.length(), IntentModel.MAX_TEXT)));
          words.add(pieces);
          truth.add(intent);
        }
      }
    }
    int[] intents = truth.stream().mapToInt(Integer::intValue).toArray();
    List<float[]> vectors = vectors(texts);
    List<Features> features = new ArrayList<>(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      features.add(new Features(words.get(i), vectors.isEmpty() ? null : vectors.get(i)));
    }
    List<HeldOut> heldOut = HeldOut.of(features, intents, names.size());
    Blend blend = Blend.fitted(heldOut);
    EmbeddingModel used = vectors.isEmpty() ? null : encoder;
    var model =
        new IntentModel(
            names,
            Scorer.learn(features, intents, names.size()),
            Calibration.fitted(heldOut, Blend.WORDS),
            threshold,
            used == null ? null : new Encoded(used.id(), blend, Calibration.fitted(heldOut, blend)),
            used);
    return new Training(model, Reports.of(sorted, names, intents, heldOut, blend));
  }

  private List<float[]> vectors(List<String> texts) {
    if (encoder == null || texts.isEmpty()) {
      return List.of();
    }
    try {
      return encoder.embed(texts);
    } catch (EmbeddingUnavailable e) {
      return List.of();
    }
  }

  /** A model, and how well it may be expected to do. */
  public record Training(IntentModel model, TrainingReport report) {}
}
