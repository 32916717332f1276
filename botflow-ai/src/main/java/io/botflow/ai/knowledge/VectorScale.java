package io.botflow.ai.knowledge;

import io.botflow.spi.EmbeddingModel;
import java.util.List;
import org.apache.lucene.util.VectorUtil;

/**
 * How alike a model finds texts that have nothing to do with each other. With it the likeness of
 * one model means the same as another's: models spread their vectors very differently.
 *
 * @param usual the mean cosine of unrelated texts
 * @param spread its standard deviation
 */
public record VectorScale(double usual, double spread) {
  /** Everyday sentences of as many matters. */
  private static final List<String> UNRELATED =
      List.of(
          "When does the museum open on Sundays?",
          "The train to the coast was twenty minutes late.",
          "How do I change the oil of a motorbike?",
          "Our new printer does not connect to the network.",
          "She baked bread with rosemary and olive oil.",
          "Which vaccines does a puppy need in its first year?",
          "The contract ends three months after notice.",
          "Can I pay my electricity bill by debit card?",
          "Rain is expected in the north tomorrow evening.",
          "He scored twice in the last ten minutes of the match.",
          "What size of shoes do you have in black?",
          "The kitchen tap has been dripping since Monday.",
          "Please book a table for four at eight.",
          "How far is the moon from the earth?",
          "The library lends books for four weeks.",
          "My daughter starts school after the summer.");

  private static final double LEAST_SPREAD = 1e-3;

  /** Asks a model; may take as long as sixteen texts do. */
  public static VectorScale of(EmbeddingModel model) {
    List<float[]> vectors = model.embed(UNRELATED);
    double sum = 0;
    double squares = 0;
    int pairs = 0;
    for (int i = 0; i < vectors.size(); i++) {
      for (int j = 0; j < i; j++) {
        double cosine = VectorUtil.dotProduct(vectors.get(i), vectors.get(j));
        sum += cosine;
        squares += cosine * cosine;
        pairs++;
      }
    }
    double usual = sum / pairs;
    return new VectorScale(
        usual, Math.sqrt(Math.max(LEAST_SPREAD * LEAST_SPREAD, squares / pairs - usual * usual)));
  }

  /** How many spreads a cosine is above the usual. */
  double likeness(double cosine) {
    return (cosine - usual) / spread;
  }
}
