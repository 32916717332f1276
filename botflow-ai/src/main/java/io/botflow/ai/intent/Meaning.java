package io.botflow.ai.intent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How far a text is on each intent's side by the vector that an encoder gives it: by logistic
 * regression, and by the closest examples.
 *
 * @param mean of the examples' vectors, which is taken away from each: encoders put all texts into
 *     one corner
 * @param intents the regression, a row for each number of a vector
 * @param examples some of each intent, of length 1, one in each column
 * @param owners the intent of each column
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers in bulk; never compared or shown.
record Meaning(float[] mean, Weights intents, Weights examples, int[] owners) {
  /** Examples that are kept in all, but at least {@link #LEAST_KEPT} of each intent. */
  static final int MOST_KEPT = 4_000;

  static final int LEAST_KEPT = 4;

  /** Learns from vectors, at least one. */
  static Meaning learn(List<float[]> vectors, int[] intents, int classes) {
    float[] mean = new float[vectors.get(0).length];
    for (float[] vector : vectors) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += vector[i] / vectors.size();
      }
    }
    float[][] centred = vectors.stream().map(vector -> minus(vector, mean)).toArray(float[][]::new);
    int[] kept = kept(intents, classes);
    return new Meaning(
        mean,
        SoftmaxLearner.learn(centred, intents, classes),
        columns(centred, kept),
        Arrays.stream(kept).map(i -> intents[i]).toArray());
  }

  /** Which examples are kept: of each intent as many, spread over how they stand. */
  private static int[] kept(int[] intents, int classes) {
    int most = Math.max(LEAST_KEPT, MOST_KEPT / classes);
    int[] count = new int[classes];
    for (int intent : intents) {
      count[intent]++;
    }
    int[] passed = new int[classes];
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < intents.length; i++) {
      int intent = intents[i];
      long before = (long) passed[intent] * most / count[intent];
      long after = (passed[intent] + 1L) * most / count[intent];
      passed[intent]++;
      if (after > before) {
        kept.add(i);
      }
    }
    return kept.stream().mapToInt(Integer::intValue).toArray();
  }

  private static Weights columns(float[][] centred, int[] kept) {
    int size = centred[0].length;
    float[] rows = new float[(size + 1) * kept.length];
    for (int column = 0; column < kept.length; column++) {
      float[] vector = unit(centred[kept[column]]);
      for (int i = 0; i < size; i++) {
        rows[i * kept.length + column] = vector[i];
      }
    }
    return Weights.rounded(rows, size + 1, kept.length);
  }

  /** The sides of a text that its words are known of. */
  Sides sides(float[] words, float[] vector) {
    float[] centred = minus(vector, mean);
    float[] near = new float[words.length];
    Arrays.fill(near, -1);
    float[] cosines = examples.scores(unit(centred));
    for (int column = 0; column < owners.length; column++) {
      int owner = owners[column];
      near[owner] = Math.max(near[owner], cosines[column]);
    }
    return new Sides(words, intents.scores(centred), near);
  }

  private static float[] minus(float[] vector, float[] mean) {
    float[] centred = vector.clone();
    for (int i = 0; i < mean.length; i++) {
      centred[i] -= mean[i];
    }
    return centred;
  }

  private static float[] unit(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += value * value;
    }
    float[] unit = vector.clone();
    float length = squares == 0 ? 1 : (float) Math.sqrt(squares);
    for (int i = 0; i < unit.length; i++) {
      unit[i] /= length;
    }
    return unit;
  }
}
