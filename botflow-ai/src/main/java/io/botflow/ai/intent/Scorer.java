package io.botflow.ai.intent;

import java.util.Arrays;
import java.util.List;

/** How far a text is on each intent's side, by its words and letters. */
record Scorer(Vocabulary vocabulary, Weights weights) {
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
   * @param intents which one each text shows, from 0
   */
  static Scorer learn(List<Ngrams> texts, int[] intents, int classes) {
    Vocabulary vocabulary = Vocabulary.of(texts);
    if ((vocabulary.size() + 1L) * (BYTES_OF_PIECE + classes) > MOST_BYTES) {
      throw new IllegalArgumentException(
          "The examples are too many and too different to learn %d intents from them"
              .formatted(classes));
    }
    int nothing = texts.size() / Math.max(1, classes) + 1;
    SparseVector[] vectors = new SparseVector[texts.size() + nothing];
    int[] truth = Arrays.copyOf(intents, vectors.length);
    for (int i = 0; i < texts.size(); i++) {
      vectors[i] = vocabulary.vector(texts.get(i));
    }
    Arrays.fill(vectors, texts.size(), vectors.length, SparseVector.nothing());
    Arrays.fill(truth, texts.size(), truth.length, -1);
    return new Scorer(
        vocabulary, LinearLearner.learn(vectors, truth, vocabulary.size(), classes, COST));
  }

  float[] scores(Ngrams text) {
    return weights.scores(vocabulary.vector(text));
  }
}
