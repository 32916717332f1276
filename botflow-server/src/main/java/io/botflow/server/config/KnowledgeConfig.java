package io.botflow.server.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Knowledge bases.
 *
 * @param embedding null to search by words alone, {@link #LOCAL}, or the name of a model of the
 *     server that {@code model.url} names
 * @param dimension of that model's vectors
 * @param crawlPause before each request to a website that is read
 */
public record KnowledgeConfig(@Nullable String embedding, int dimension, Duration crawlPause) {
  /** The model in this process, whose libraries the operator adds. */
  public static final String LOCAL = "local";

  private static final int USUAL_DIMENSION = 512;
  private static final int MOST_DIMENSION = 4_096;

  static KnowledgeConfig read(Settings settings) {
    return new KnowledgeConfig(
        settings
            .about(
                "what finds articles by their meaning: local (docs/ai.md says which libraries it"
                    + " needs), or an embedding model of the server of model.url; by words alone"
                    + " where it is not given")
            .text("knowledge.embedding"),
        settings
            .about("how many numbers that model's vectors have")
            .number("knowledge.embedding_dimension", USUAL_DIMENSION, 1, MOST_DIMENSION),
        settings
            .about("how long to wait before each request to a website that is read")
            .duration("knowledge.crawl_pause", Duration.ofMillis(500), Duration.ofMillis(1)));
  }
}
