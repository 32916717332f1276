package io.botflow.ai.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.botflow.spi.EmbeddingModel;
import io.botflow.testing.EmbeddingModelContract;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CachedEmbeddingsTest extends EmbeddingModelContract {
  private final EmbeddingServer server = new EmbeddingServer();
  private final OpenAiEmbeddings model =
      new OpenAiEmbeddings(
          server.settings("nomic-embed-text"), EmbeddingServer.DIMENSION, Duration.ofSeconds(20));
  private final CachedEmbeddings cached = new CachedEmbeddings(model, 2);

  @AfterEach
  void stop() {
    model.close();
    server.close();
  }

  @Override
  protected EmbeddingModel model() {
    return cached;
  }

  @Test
  void asksForEachTextOnce() {
    cached.embed(List.of("one", "two", "one"));
    cached.embed(List.of("two"));
    assertThat(server.requests)
        .singleElement()
        .satisfies(body -> assertThat(body.path("input")).hasSize(2));
  }

  @Test
  void forgetsWhatWasNotAskedForLongest() {
    cached.embed(List.of("one", "two"));
    cached.embed(List.of("one"));
    cached.embed(List.of("three"));
    cached.embed(List.of("one", "two"));
    assertThat(server.requests.getLast().path("input"))
        .singleElement()
        .satisfies(text -> assertThat(text.asText()).isEqualTo("two"));
  }

  @Test
  void whatACallerChangesStaysTheCallers() {
    float[] vector = cached.embed(List.of("one")).getFirst();
    float first = vector[0];
    vector[0] = 42;
    assertThat(cached.embed(List.of("one")).getFirst()[0]).isEqualTo(first);
  }

  @Test
  void remembersSomethingAtLeast() {
    assertThatIllegalArgumentException().isThrownBy(() -> new CachedEmbeddings(model, 0));
  }
}
