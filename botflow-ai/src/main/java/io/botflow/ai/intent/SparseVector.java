package io.botflow.ai.intent;

/** The numbers of a text that are not zero, by their place. */
@SuppressWarnings("ArrayRecordComponent") // Numbers in bulk; never compared or shown.
record SparseVector(int[] places, float[] values) {

  /** What a text looks like of which nothing is known. */
  static SparseVector nothing() {
    return new SparseVector(new int[0], new float[0]);
  }

  /** The square of its length. */
  double squares() {
    double sum = 0;
    for (float value : values) {
      sum += value * value;
    }
    return sum;
  }
}
