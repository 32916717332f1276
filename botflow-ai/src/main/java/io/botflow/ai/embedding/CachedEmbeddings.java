package io.botflow.ai.embedding;

import io.botflow.spi.EmbeddingModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers the vectors of texts that were asked for, such as the examples of a bot that is trained
 * again after a small change. Thread-safe; a text that several ask for at once may be made several
 * times.
 */
public final class CachedEmbeddings implements EmbeddingModel {
  private final EmbeddingModel model;
  private final Map<String, float[]> known;

  /**
   * A model with an empty memory.
   *
   * @param most texts that are remembered, at least 1; the one that was not asked for longest goes
   *     first. Each takes four bytes for each number of its vector, and its characters
   */
  public CachedEmbeddings(EmbeddingModel model, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("at least one text is remembered, not " + most);
    }
    this.model = model;
    known =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
            return size() > most;
          }
        };
  }

  @Override
  public String id() {
    return model.id();
  }

  @Override
  public int dimension() {
    return model.dimension();
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    float[][] vectors = new float[texts.size()][];
    Map<String, List<Integer>> unknown = new LinkedHashMap<>();
    synchronized (known) {
      for (int i = 0; i < vectors.length; i++) {
        String text = texts.get(i);
        float[] vector = known.get(text);
        if (vector == null) {
          unknown.computeIfAbsent(text, key -> new ArrayList<>()).add(i);
        } else {
          vectors[i] = vector.clone();
        }
      }
    }
    if (!unknown.isEmpty()) {
      List<String> asked = List.copyOf(unknown.keySet());
      List<float[]> made = model.embed(asked);
      synchronized (known) {
        for (int i = 0; i < asked.size(); i++) {
          known.put(asked.get(i), made.get(i).clone());
          for (int place : unknown.getOrDefault(asked.get(i), List.of())) {
            vectors[place] = made.get(i).clone();
          }
        }
      }
    }
    return new ArrayList<>(List.of(vectors));
  }
}
