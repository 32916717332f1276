package io.botflow.ai.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.spi.EmbeddingModel;
import io.botflow.spi.EmbeddingUnavailable;
import io.botflow.testing.EmbeddingModelContract;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiEmbeddingsTest extends EmbeddingModelContract {
  private final EmbeddingServer server = new EmbeddingServer();
  private final OpenAiEmbeddings model = model("text-embedding-3-small", Duration.ofSeconds(20));

  @AfterEach
  void stop() {
    model.close();
    server.close();
  }

  @Override
  protected EmbeddingModel model() {
    return model;
  }

  @Test
  void asksInTheDocumentedShape() {
    model.embed(List.of("Where is my order?"));
    JsonNode asked = server.requests.getFirst();
    assertThat(asked.path("model").asText()).isEqualTo("text-embedding-3-small");
    assertThat(asked.path("dimensions").asInt()).isEqualTo(EmbeddingServer.DIMENSION);
    assertThat(asked.path("encoding_format").asText()).isEqualTo("float");
    assertThat(asked.path("input").path(0).asText()).isEqualTo("Where is my order?");
    assertThat(model.id()).isEqualTo("text-embedding-3-small/64");
  }

  @Test
  void asksInBatches() {
    model.embed(Collections.nCopies(2 * OpenAiEmbeddings.BATCH + 1, "a text"));
    assertThat(server.requests)
        .extracting(body -> body.path("input").size())
        .containsExactly(OpenAiEmbeddings.BATCH, OpenAiEmbeddings.BATCH, 1);
  }

  @Test
  void aModelThatCannotShortenIsNotAskedTo() {
    try (OpenAiEmbeddings other = model("nomic-embed-text", Duration.ofSeconds(20))) {
      other.embed(List.of("a text"));
    }
    assertThat(server.requests.getFirst().has("dimensions")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"429, true", "500, true", "503, true", "400, false", "401, false", "404, false"})
  void aRefusalIsNotRepeatedAndSaysWhetherToComeBack(int status, boolean passing) {
    server.status = status;
    server.error = "{\"error\": {\"message\": \"your text was: secret-canary\"}}";
    EmbeddingUnavailable thrown = failure(model);
    assertThat(thrown).hasMessageContaining(Integer.toString(status));
    assertThat(thrown.passing()).isEqualTo(passing);
    assertThat(thrown.getMessage()).doesNotContain("canary");
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void anAccountWithoutCreditIsNotAskedAgain() {
    server.status = 429;
    server.error = "{\"error\": {\"message\": \"quota\", \"code\": \"insufficient_quota\"}}";
    assertThat(failure(model).passing()).isFalse();
  }

  @Test
  void aServerThatHangsIsLeft() {
    server.status = 0;
    try (OpenAiEmbeddings impatient = model("text-embedding-3-small", Duration.ofMillis(200))) {
      assertThat(failure(impatient).passing()).isTrue();
    }
    assertThat(server.requests).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[1, 2",
        "{\"data\": []}",
        "{\"data\": [{\"index\": 0}]}",
        "{\"data\": [{\"index\": 7, \"embedding\": [0.5]}]}",
        "{\"data\": [{\"index\": 0, \"embedding\": [0.5, 0.5]}]}",
        "{\"data\": [{\"index\": 0, \"embedding\": \"text\"}]}"
      })
  void anAnswerThatMakesNoSenseIsNone(String body) {
    server.error = body;
    assertThat(failure(model).passing()).isFalse();
  }

  private OpenAiEmbeddings model(String name, Duration deadline) {
    return new OpenAiEmbeddings(server.settings(name), EmbeddingServer.DIMENSION, deadline);
  }

  private static EmbeddingUnavailable failure(EmbeddingModel model) {
    return catchThrowableOfType(
        EmbeddingUnavailable.class, () -> model.embed(List.of("secret-canary")));
  }
}
