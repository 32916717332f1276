package io.botflow.ai;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.RequestOptions;
import com.anthropic.core.Timeout;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicInvalidDataException;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import io.botflow.spi.ChatModel;
import io.botflow.spi.ChatReply;
import io.botflow.spi.ChatRequest;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A language model behind Anthropic's messages. Needs {@code com.anthropic:anthropic-java}, which
 * botflow-ai does not bring along.
 *
 * <p>One request of the runtime is at most one request on the wire, as with {@link
 * OpenAiChatModel}. Thread-safe; calls block, which suits virtual threads.
 */
public final class AnthropicChatModel implements ChatModel, AutoCloseable {
  private final AnthropicSettings settings;
  private final ModelPrices prices;
  private final AnthropicClient client;
  private final String provider;

  /** A model with connections of its own, at the prices that come along. */
  public AnthropicChatModel(AnthropicSettings settings) {
    this(settings, ModelPrices.bundled());
  }

  /** A model with connections of its own. */
  public AnthropicChatModel(AnthropicSettings settings, ModelPrices prices) {
    this.settings = settings;
    this.prices = prices;
    this.provider = URI.create(settings.baseUrl()).getHost();
    this.client =
        AnthropicOkHttpClient.builder()
            .baseUrl(settings.baseUrl())
            .apiKey(settings.apiKey())
            .maxRetries(0)
            .build();
  }

  @Override
  public ChatReply chat(ChatRequest request) {
    String model = model(request);
    MessageCreateParams params = AnthropicRequest.of(request, model, settings.maxTokens());
    return guarded(
        model,
        () ->
            AnthropicAnswer.read(
                client.messages().create(params, options(request.timeout())),
                model,
                request.schema() != null));
  }

  @Override
  public ChatReply stream(ChatRequest request, Consumer<String> piece) {
    String model = model(request);
    MessageCreateParams params = AnthropicRequest.of(request, model, settings.maxTokens());
    return guarded(
        model,
        () ->
            AnthropicAnswer.read(
                streamed(params, request.timeout(), piece), model, request.schema() != null));
  }

  private Message streamed(MessageCreateParams params, Duration timeout, Consumer<String> piece) {
    MessageAccumulator whole = MessageAccumulator.create();
    try (StreamResponse<RawMessageStreamEvent> stream =
        client.messages().createStreaming(params, options(timeout))) {
      stream.stream()
          .forEach(
              event -> {
                whole.accumulate(event);
                event
                    .contentBlockDelta()
                    .flatMap(delta -> delta.delta().text())
                    .ifPresent(text -> piece.accept(text.text()));
              });
    }
    return whole.message();
  }

  private String model(ChatRequest request) {
    return request.model() == null ? settings.model() : request.model();
  }

  private ChatReply guarded(String model, Supplier<ProviderReply> call) {
    long start = System.nanoTime();
    ProviderReply reply;
    try {
      reply = call.get();
    } catch (AnthropicServiceException e) {
      reply =
          ProviderReply.status(
              e.statusCode(),
              false,
              ProviderReply.retryAfterMillis(
                  e.headers().values("retry-after-ms"), e.headers().values("retry-after")));
    } catch (AnthropicIoException e) {
      reply = ProviderReply.noAnswer(e);
    } catch (AnthropicInvalidDataException e) {
      reply =
          ProviderReply.useless(
              "an answer of the model's server that makes no sense", false, Usage.NONE);
    } catch (AnthropicException e) {
      reply =
          ProviderReply.useless(
              "the model cannot be called: " + e.getClass().getSimpleName(), false, Usage.NONE);
    } catch (IllegalStateException e) {
      // What the client's reader of streams says where one ended too early.
      reply = ProviderReply.useless("the model's answer was cut", false, Usage.NONE);
    }
    return reply.recorded(
        provider, model, prices, Duration.ofNanos(System.nanoTime() - start).toMillis());
  }

  @Override
  public void close() {
    client.close();
  }

  private static RequestOptions options(Duration timeout) {
    Duration longest = OpenAiChatModel.LONGEST_CONNECT;
    return RequestOptions.builder()
        .timeout(
            Timeout.builder()
                .connect(timeout.compareTo(longest) < 0 ? timeout : longest)
                .read(timeout)
                .write(timeout)
                .request(timeout)
                .build())
        .build();
  }
}
