package io.botflow.ai.intent;

/**
 * A linear classifier: a row of weights, one for each intent, for every feature and for the
 * constant. Rounded to a byte with a factor for each row, which makes a model four times smaller.
 *
 * @param rows row by row
 * @param factors what each row is multiplied by
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers in bulk; never compared or shown.
record Weights(int classes, byte[] rows, float[] factors) {

  static Weights rounded(float[] weights, int features, int classes) {
    byte[] rows = new byte[weights.length];
    float[] factors = new float[features];
    for (int row = 0; row < factors.length; row++) {
      float largest = 0;
      for (int i = row * classes; i < (row + 1) * classes; i++) {
        largest = Math.max(largest, Math.abs(weights[i]));
      }
      factors[row] = largest / Byte.MAX_VALUE;
      if (largest > 0) {
        for (int i = row * classes; i < (row + 1) * classes; i++) {
          rows[i] = (byte) Math.round(weights[i] / factors[row]);
        }
      }
    }
    return new Weights(classes, rows, factors);
  }

  /** How far a text is on each intent's side. */
  float[] scores(SparseVector text) {
    float[] scores = new float[classes];
    add(scores, factors.length - 1, 1);
    for (int i = 0; i < text.places().length; i++) {
      add(scores, text.places()[i], text.values()[i]);
    }
    return scores;
  }

  /** How far a text is on each intent's side, of which every number is given. */
  float[] scores(float[] text) {
    float[] scores = new float[classes];
    add(scores, factors.length - 1, 1);
    for (int i = 0; i < text.length; i++) {
      add(scores, i, text[i]);
    }
    return scores;
  }

  private void add(float[] scores, int row, float value) {
    float factor = value * factors[row];
    int start = row * classes;
    for (int k = 0; k < scores.length; k++) {
      scores[k] += factor * rows[start + k];
    }
  }

  /** Adds a multiple of a row; a loop without branches, for the compiler. */
  static void add(float[] scores, float[] weights, int start, float value) {
    for (int k = 0; k < scores.length; k++) {
      scores[k] += value * weights[start + k];
    }
  }
}
