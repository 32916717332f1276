package io.botflow.ai.intent;

import org.jspecify.annotations.Nullable;

/**
 * How far a text is on each intent's side.
 *
 * @param words by its words and letters
 * @param meaning by its meaning; null without an encoder
 * @param neighbours the cosine to the closest example of each intent; null without an encoder
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers in bulk; never compared or shown.
record Sides(float[] words, float @Nullable [] meaning, float @Nullable [] neighbours) {

  /**
   * The cosine to the closest example of all; 1 where it is not known.
   *
   * @param but the intent whose examples don't count; -1 for none
   */
  float nearest(int but) {
    if (neighbours == null) {
      return 1;
    }
    float nearest = -1;
    for (int k = 0; k < neighbours.length; k++) {
      if (k != but) {
        nearest = Math.max(nearest, neighbours[k]);
      }
    }
    return nearest;
  }
}
