package io.botflow.server.knowledge;

import io.botflow.spi.EmbeddingModel;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A model without weights: a word's vector is drawn by its letters, that of a text is the sum of
 * its words', so that texts are the nearer the more words they share.
 */
final class MeaningModel implements EmbeddingModel {
  private static final int DIMENSION = 384;

  @Override
  public String id() {
    return "meaning";
  }

  @Override
  public int dimension() {
    return DIMENSION;
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    return texts.stream().map(MeaningModel::vector).toList();
  }

  private static float[] vector(String text) {
    float[] vector = new float[DIMENSION];
    for (String word : text.toLowerCase(Locale.ROOT).split("\\W+", -1)) {
      var random = new SplittableRandom(word.hashCode());
      for (int i = 0; i < DIMENSION; i++) {
        vector[i] += (float) (random.nextDouble() - 0.5);
      }
    }
    double squares = 0;
    for (float value : vector) {
      squares += value * value;
    }
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) (vector[i] / Math.sqrt(squares));
    }
    return vector;
  }
}
