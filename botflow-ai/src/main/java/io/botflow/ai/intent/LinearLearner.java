package io.botflow.ai.intent;

import java.util.SplittableRandom;

/**
 * Learns one linear separator for each intent against all others, by dual coordinate descent on the
 * squared hinge loss (Hsieh et al., "A Dual Coordinate Descent Method for Large-scale Linear SVM",
 * ICML 2008), as LIBLINEAR's solver 1 does. Own code because all intents are learnt in the same
 * pass over the texts. The same examples give the same result, bit by bit.
 */
final class LinearLearner {
  private static final int MOST_PASSES = 40;

  /** Ends when no text pulls at any separator by more than this. */
  private static final float TOLERANCE = 0.1f;

  private static final long SEED = 20_080_705;

  private final SparseVector[] texts;
  private final int[] intents;
  private final int classes;
  private final float slack;

  /** Row by row a feature's weight for every intent; the last row is the constant. */
  private final float[] weights;

  private final float[][] pulls;
  private final float[] scores;

  private LinearLearner(
      SparseVector[] texts, int[] intents, int features, int classes, double cost) {
    this.texts = texts;
    this.intents = intents;
    this.classes = classes;
    slack = (float) (1 / (2 * cost));
    weights = new float[Math.multiplyExact(features + 1, classes)];
    pulls = new float[texts.length][classes];
    scores = new float[classes];
  }

  /**
   * The weights.
   *
   * @param intents which one each text shows, from 0; -1 where it is none of them
   * @param cost how much a text on the wrong side weighs against small weights
   */
  static Weights learn(
      SparseVector[] texts, int[] intents, int features, int classes, double cost) {
    var learner = new LinearLearner(texts, intents, features, classes, cost);
    learner.run();
    return Weights.rounded(learner.weights, features + 1, classes);
  }

  private void run() {
    int[] order = new int[texts.length];
    float[] norms = new float[texts.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
      norms[i] = (float) (1 / (texts[i].squares() + 1 + slack));
    }
    var random = new SplittableRandom(SEED);
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      float strongest = 0;
      for (int i = order.length - 1; i >= 0; i--) {
        int other = random.nextInt(i + 1);
        int text = order[other];
        order[other] = order[i];
        order[i] = text;
        strongest = Math.max(strongest, correct(text, norms[text]));
      }
      if (strongest < TOLERANCE) {
        return;
      }
    }
  }

  /** One text against all separators; returns by how much it still pulled at one. */
  private float correct(int text, float norm) {
    SparseVector vector = texts[text];
    int constant = weights.length - classes;
    System.arraycopy(weights, constant, scores, 0, classes);
    for (int i = 0; i < vector.places().length; i++) {
      Weights.add(scores, weights, vector.places()[i] * classes, vector.values()[i]);
    }
    float strongest = changes(pulls[text], intents[text], norm);
    if (strongest > 0) {
      for (int i = 0; i < vector.places().length; i++) {
        int row = vector.places()[i] * classes;
        float value = vector.values()[i];
        for (int k = 0; k < classes; k++) {
          weights[row + k] += value * scores[k];
        }
      }
      for (int k = 0; k < classes; k++) {
        weights[constant + k] += scores[k];
      }
    }
    return strongest;
  }

  /** Turns the scores into the change of each separator along this text. */
  private float changes(float[] pull, int intent, float norm) {
    float strongest = 0;
    for (int k = 0; k < classes; k++) {
      float side = k == intent ? 1 : -1;
      float gradient = side * scores[k] - 1 + pull[k] * slack;
      float before = pull[k];
      float after = Math.max(0, before - gradient * norm);
      pull[k] = after;
      scores[k] = side * (after - before);
      strongest = Math.max(strongest, before > 0 ? Math.abs(gradient) : -gradient);
    }
    return strongest;
  }
}
