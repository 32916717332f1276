package io.botflow.ai.embedding;

/** Vectors of length 1. */
final class UnitVector {
  private UnitVector() {}

  /** The same direction with length 1; what has no direction stays. Changes the array. */
  static float[] of(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    if (squares > 0) {
      float factor = (float) (1 / Math.sqrt(squares));
      for (int i = 0; i < vector.length; i++) {
        vector[i] *= factor;
      }
    }
    return vector;
  }
}
