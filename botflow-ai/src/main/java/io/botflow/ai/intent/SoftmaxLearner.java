package io.botflow.ai.intent;

import java.util.SplittableRandom;

/**
 * Learns multinomial logistic regression on dense vectors by stochastic gradient descent with a
 * falling step. Own code because it takes a second where general libraries take many: vectors of an
 * encoder are short and lie so close together that few passes do. The same examples give the same
 * result, bit by bit.
 */
final class SoftmaxLearner {
  private static final float STEP = 4;

  /** Of a vector's end that is always the same, beside numbers of about this size. */
  private static final float CONSTANT = 0.02f;

  /** How much large weights cost, shared by all texts. */
  private static final float DECAY = 0.02f;

  private static final int LEAST_PASSES = 10;
  private static final int MOST_PASSES = 30;

  /** So many looks at a text are enough, however many texts there are. */
  private static final int ENOUGH_LOOKS = 60_000;

  private static final long SEED = 20_260_101;

  private SoftmaxLearner() {}

  /**
   * The weights, the constant's in the last row.
   *
   * @param vectors at least one, all of one length, their mean taken away
   * @param intents which one each shows, from 0
   */
  static Weights learn(float[][] vectors, int[] intents, int classes) {
    int size = vectors[0].length;
    float[] weights = new float[Math.multiplyExact(size + 1, classes)];
    float[] slopes = new float[classes];
    int[] order = new int[vectors.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    int passes = Math.clamp(ENOUGH_LOOKS / vectors.length, LEAST_PASSES, MOST_PASSES);
    var random = new SplittableRandom(SEED);
    for (int pass = 0; pass < passes; pass++) {
      shuffle(order, random);
      for (int i = 0; i < order.length; i++) {
        float step = STEP * (1 - (pass + (float) i / order.length) / passes);
        float[] vector = vectors[order[i]];
        slopes(weights, vector, intents[order[i]], slopes);
        for (int feature = 0; feature < size; feature++) {
          addTo(weights, feature * classes, slopes, -step * vector[feature]);
        }
        addTo(weights, size * classes, slopes, -step * CONSTANT);
      }
      float kept = (float) StrictMath.exp(-STEP * (1 - (pass + 1f) / passes) * DECAY);
      for (int i = 0; i < size * classes; i++) {
        weights[i] *= kept;
      }
    }
    return Weights.rounded(weights, size + 1, classes);
  }

  /** How far each intent's probability is from the truth. */
  private static void slopes(float[] weights, float[] vector, int truth, float[] slopes) {
    int classes = slopes.length;
    System.arraycopy(weights, vector.length * classes, slopes, 0, classes);
    for (int feature = 0; feature < vector.length; feature++) {
      Weights.add(slopes, weights, feature * classes, vector[feature]);
    }
    float largest = Float.NEGATIVE_INFINITY;
    for (float score : slopes) {
      largest = Math.max(largest, score);
    }
    float sum = 0;
    for (int k = 0; k < classes; k++) {
      slopes[k] = (float) StrictMath.exp(slopes[k] - largest);
      sum += slopes[k];
    }
    for (int k = 0; k < classes; k++) {
      slopes[k] /= sum;
    }
    slopes[truth] -= 1;
  }

  /** A loop without branches, for the compiler. */
  private static void addTo(float[] weights, int start, float[] slopes, float factor) {
    for (int k = 0; k < slopes.length; k++) {
      weights[start + k] += factor * slopes[k];
    }
  }

  private static void shuffle(int[] order, SplittableRandom random) {
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int text = order[other];
      order[other] = order[i];
      order[i] = text;
    }
  }
}
