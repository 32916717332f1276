package io.botflow.ai;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.RequestOptions;
import com.openai.core.Timeout;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import io.botflow.spi.ChatModel;
import io.botflow.spi.ChatReply;
import io.botflow.spi.ChatRequest;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A language model behind OpenAI's chat completions, or any server that speaks the same protocol.
 *
 * <p>One request of the runtime is at most one request on the wire: the client's own repeats are
 * off, since they would cost the customer's time and the tenant's money. Whoever wants another try
 * makes it with what is left of the time, as {@link FallbackChatModel} does. Thread-safe; calls
 * block, which suits virtual threads.
 */
public final class OpenAiChatModel implements ChatModel, AutoCloseable {
  /** A server that cannot be connected to within this time is as good as away. */
  static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);

  private final OpenAiSettings settings;
  private final ModelPrices prices;
  private final OpenAIClient client;
  private final String provider;

  /** A model with connections of its own, at the prices that come along. */
  public OpenAiChatModel(OpenAiSettings settings) {
    this(settings, ModelPrices.bundled());
  }

  /** A model with connections of its own. */
  public OpenAiChatModel(OpenAiSettings settings, ModelPrices prices) {
    this.settings = settings;
    this.prices = prices;
    this.provider = URI.create(settings.baseUrl()).getHost();
    String key = settings.apiKey();
    this.client =
        OpenAIOkHttpClient.builder()
            .baseUrl(settings.baseUrl())
            // The client insists on some key; servers without accounts ignore it.
            .apiKey(key == null ? "none" : key)
            .maxRetries(0)
            // A redirect would be followed with the key.
            .followRedirects(false)
            .build();
  }

  @Override
  public ChatReply chat(ChatRequest request) {
    String model = model(request);
    ChatCompletionCreateParams params = OpenAiRequest.of(request, model).build();
    return guarded(
        model,
        () ->
            OpenAiAnswer.read(
                client.chat().completions().create(params, options(request.timeout())),
                model,
                request.schema() != null));
  }

  @Override
  public ChatReply stream(ChatRequest request, Consumer<String> piece) {
    String model = model(request);
    ChatCompletionCreateParams params =
        OpenAiRequest.of(request, model)
            .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
            .build();
    return guarded(
        model,
        () ->
            OpenAiAnswer.read(
                streamed(params, request.timeout(), piece), model, request.schema() != null));
  }

  private ChatCompletion streamed(
      ChatCompletionCreateParams params, Duration timeout, Consumer<String> piece) {
    ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(params, options(timeout))) {
      stream.stream()
          .forEach(
              chunk -> {
                whole.accumulate(chunk);
                chunk
                    ._choices()
                    .asKnown()
                    .ifPresent(
                        choices ->
                            choices.forEach(choice -> choice.delta().content().ifPresent(piece)));
              });
    }
    return whole.chatCompletion();
  }

  private String model(ChatRequest request) {
    return request.model() == null ? settings.model() : request.model();
  }

  private ChatReply guarded(String model, Supplier<ProviderReply> call) {
    long start = System.nanoTime();
    ProviderReply reply;
    try {
      reply = call.get();
    } catch (OpenAIServiceException e) {
      // An account without credit also answers 429, and does so until somebody pays.
      boolean outOfCredit = e.code().filter("insufficient_quota"::equals).isPresent();
      reply =
          ProviderReply.status(
              e.statusCode(),
              outOfCredit,
              ProviderReply.retryAfterMillis(
                  e.headers().values("retry-after-ms"), e.headers().values("retry-after")));
    } catch (OpenAIIoException e) {
      reply = ProviderReply.noAnswer(e);
    } catch (OpenAIInvalidDataException e) {
      reply =
          ProviderReply.useless(
              "an answer of the model's server that makes no sense", false, Usage.NONE);
    } catch (OpenAIException e) {
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
    Duration connect = timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT;
    return RequestOptions.builder()
        .timeout(
            Timeout.builder()
                .connect(connect)
                .read(timeout)
                .write(timeout)
                // From the first byte out to the last byte in: what trickles counts too.
                .request(timeout)
                .build())
        .build();
  }
}
