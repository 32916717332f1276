package io.botflow.ai.intent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a text is on each intent's side.
 *
 * @param vocabulary of its words and letters
 * @param weights of the vocabulary
 * @param meaning by an encoder's vectors; null without one
 */
record Scorer(Vocabulary vocabulary, Weights weights, @Nullable Meaning meaning) {
  /** How much an example on the wrong side weighs against small weights. */
  private static final double COST = 1;

  /** Of a model; learning takes four times as many. */
  private static final long MOST_BYTES = 64_000_000;

  /** A piece's hash, its frequency and its weights' factor. */
  private static final int BYTES_OF_PIECE = 12;

  /**
   * Learns from texts. As many empty ones as an intent has examples on average are shown as none of
   * them, so that a text of which nothing is known is on no intent's side.
   *
   * @param texts all with a vector, or none
   * @param intents which one each text shows, from 0
   */
  static Scorer learn(List<Features> texts, int[] intents, int classes) {
    Vocabulary vocabulary = Vocabulary.of(texts.stream().map(Features::words).toList());
    if ((vocabulary.size() + 1L) * (BYTES_OF_PIECE + classes) > MOST_BYTES) {
      throw new IllegalArgumentException(
          "The examples are too many and too different to learn %d intents from them"
              .formatted(classes));
    }
    int nothing = texts.size() / Math.max(1, classes) + 1;
    SparseVector[] vectors = new SparseVector[texts.size() + nothing];
    int[] truth = Arrays.copyOf(intents, vectors.length);
    for (int i = 0; i < texts.size(); i++) {
      vectors[i] = vocabulary.vector(texts.get(i).words());
    }
    Arrays.fill(vectors, texts.size(), vectors.length, SparseVector.nothing());
    Arrays.fill(truth, texts.size(), truth.length, -1);
    return new Scorer(
        vocabulary,
        LinearLearner.learn(vectors, truth, vocabulary.size(), classes, COST),
        meaning(texts, intents, classes));
  }

  private static @Nullable Meaning meaning(List<Features> texts, int[] intents, int classes) {
    List<float[]> vectors = new ArrayList<>(texts.size());
    for (Features text : texts) {
      if (text.vector() != null) {
        vectors.add(text.vector());
      }
    }
    return vectors.isEmpty() ? null : Meaning.learn(vectors, intents, classes);
  }

  Sides sides(Features text) {
    float[] words = weights.scores(vocabulary.vector(text.words()));
    return meaning == null || text.vector() == null
        ? new Sides(words, null, null)
        : meaning.sides(words, text.vector());
  }
}
