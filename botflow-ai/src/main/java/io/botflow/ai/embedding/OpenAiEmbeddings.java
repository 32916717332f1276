package io.botflow.ai.embedding;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.RequestOptions;
import com.openai.core.Timeout;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.Embedding;
import com.openai.models.embeddings.EmbeddingCreateParams;
import io.botflow.ai.OpenAiSettings;
import io.botflow.spi.EmbeddingModel;
import io.botflow.spi.EmbeddingUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Vectors from OpenAI, or from any server of the same protocol. Each batch of texts is one request;
 * nothing is asked twice. Thread-safe; calls block.
 */
public final class OpenAiEmbeddings implements EmbeddingModel, AutoCloseable {
  /** Texts of one request at most. */
  static final int BATCH = 64;

  /** Characters of a text that count: OpenAI's models read 8,192 tokens. */
  static final int MAX_TEXT = 8_000;

  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  /** Models that can be asked for shorter vectors. */
  private static final String SHORTENING = "text-embedding-3";

  private final OpenAiSettings settings;
  private final int dimension;
  private final Duration deadline;
  private final OpenAIClient client;

  /**
   * A model with connections of its own.
   *
   * @param dimension of the vectors: what the model gives, or less with {@code text-embedding-3-*}
   * @param deadline of one request, and so of {@value #BATCH} texts
   */
  public OpenAiEmbeddings(OpenAiSettings settings, int dimension, Duration deadline) {
    if (dimension < 1) {
      throw new IllegalArgumentException("vectors have at least one number, not " + dimension);
    }
    this.settings = settings;
    this.dimension = dimension;
    this.deadline = deadline;
    String key = settings.apiKey();
    client =
        OpenAIOkHttpClient.builder()
            .baseUrl(settings.baseUrl())
            .apiKey(key == null ? "none" : key)
            .maxRetries(0)
            // A redirect would be followed with the key.
            .followRedirects(false)
            .build();
  }

  @Override
  public String id() {
    return settings.model() + "/" + dimension;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    List<float[]> vectors = new ArrayList<>(texts.size());
    for (int from = 0; from < texts.size(); from += BATCH) {
      vectors.addAll(batch(texts.subList(from, Math.min(texts.size(), from + BATCH))));
    }
    return vectors;
  }

  private List<float[]> batch(List<String> texts) {
    EmbeddingCreateParams.Builder asked =
        EmbeddingCreateParams.builder()
            .model(settings.model())
            .encodingFormat(EmbeddingCreateParams.EncodingFormat.FLOAT)
            .inputOfArrayOfStrings(texts.stream().map(OpenAiEmbeddings::sendable).toList());
    if (settings.model().startsWith(SHORTENING)) {
      asked.dimensions(dimension);
    }
    try {
      return vectors(
          client
              .embeddings()
              .create(
                  asked.build(),
                  RequestOptions.builder()
                      .timeout(Timeout.builder().request(deadline).read(deadline).build())
                      .build()),
          texts.size());
    } catch (OpenAIServiceException e) {
      int status = e.statusCode();
      boolean outOfCredit = e.code().filter("insufficient_quota"::equals).isPresent();
      throw new EmbeddingUnavailable(
          "the server of the embedding model answered " + status,
          status >= SERVER_ERROR
              || status == REQUEST_TIMEOUT
              || (status == TOO_MANY_REQUESTS && !outOfCredit),
          e);
    } catch (OpenAIIoException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new EmbeddingUnavailable(
          "no answer of the server of the embedding model: " + cause.getClass().getSimpleName(),
          true,
          e);
    } catch (OpenAIException e) {
      throw senseless(e);
    }
  }

  /** The server refuses a text without anything in it. */
  private static String sendable(String text) {
    String begin = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    return begin.isBlank() ? "." : begin;
  }

  private List<float[]> vectors(CreateEmbeddingResponse response, int count) {
    float[][] vectors = new float[count][];
    List<Embedding> all = response.data();
    for (Embedding one : all) {
      List<Float> numbers = one.embedding();
      if (one.index() < 0 || one.index() >= count) {
        throw senseless(null);
      }
      if (numbers.size() != dimension) {
        throw new EmbeddingUnavailable(
            "the embedding model %s gives vectors of %d numbers and not of %d"
                .formatted(settings.model(), numbers.size(), dimension),
            false,
            null);
      }
      float[] vector = new float[dimension];
      for (int i = 0; i < dimension; i++) {
        vector[i] = numbers.get(i);
      }
      vectors[(int) one.index()] = UnitVector.of(vector);
    }
    List<float[]> inOrder = Arrays.asList(vectors);
    if (inOrder.contains(null)) {
      throw senseless(null);
    }
    return inOrder;
  }

  private static EmbeddingUnavailable senseless(@Nullable Throwable cause) {
    return new EmbeddingUnavailable(
        "an answer of the embedding model's server that makes no sense", false, cause);
  }

  @Override
  public void close() {
    client.close();
  }
}
