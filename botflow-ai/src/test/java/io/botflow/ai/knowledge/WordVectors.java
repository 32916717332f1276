package io.botflow.ai.knowledge;

import io.botflow.spi.EmbeddingModel;
import io.botflow.spi.EmbeddingUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A model that knows a few words and which of them mean the same: all others it takes for as many
 * different things. It counts what it is asked.
 */
final class WordVectors implements EmbeddingModel {
  private static final int DIMENSION = 512;

  private static final Map<String, String> SAME =
      Map.of("parcel", "package", "refund", "money", "reimburs", "money", "wher", "where");

  private final List<String> asked = new ArrayList<>();
  private boolean away;

  /** The texts that it was asked for since the last call of this. */
  synchronized List<String> takeAsked() {
    List<String> taken = List.copyOf(asked);
    asked.clear();
    return taken;
  }

  synchronized void goAway() {
    away = true;
  }

  @Override
  public String id() {
    return "words";
  }

  @Override
  public int dimension() {
    return DIMENSION;
  }

  @Override
  public synchronized List<float[]> embed(List<String> texts) {
    if (away) {
      throw new EmbeddingUnavailable("away", true, null);
    }
    asked.addAll(texts);
    return texts.stream().map(WordVectors::vector).toList();
  }

  private static float[] vector(String text) {
    float[] vector = new float[DIMENSION];
    for (String word : Words.of("en").in(text)) {
      vector[Math.floorMod(SAME.getOrDefault(word, word).hashCode() * 31, DIMENSION)] += 1;
    }
    double length = 0;
    for (float value : vector) {
      length += value * value;
    }
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = length == 0 ? 0 : (float) (vector[i] / Math.sqrt(length));
    }
    return vector;
  }
}
