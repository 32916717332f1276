package io.botflow.ai;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.RequestOptions;
import com.openai.core.Timeout;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.botflow.spi.ChatModel;
import io.botflow.spi.ChatReply;
import io.botflow.spi.ChatRequest;
import java.time.Duration;

/**
 * A language model behind OpenAI's chat completions, or any server that speaks the same protocol.
 *
 * <p>One request of the runtime is at most one request on the wire: the client's own repeats are
 * off, since they would cost the customer's time and the tenant's money. Whoever wants another try
 * makes it with what is left of the time. Thread-safe; calls block, which suits virtual threads.
 */
public final class OpenAiChatModel implements ChatModel, AutoCloseable {
  /** A server that cannot be connected to within this time is as good as away. */
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);

  /** HTTP statuses after which the same request may succeed: timeout, conflict, too many. */
  private static final int REQUEST_TIMEOUT = 408;

  private static final int CONFLICT = 409;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private final OpenAiSettings settings;
  private final OpenAIClient client;

  /** A model with connections of its own. */
  public OpenAiChatModel(OpenAiSettings settings) {
    this.settings = settings;
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
    String model = request.model() == null ? settings.model() : request.model();
    ChatCompletionCreateParams params = OpenAiRequest.of(request, model);
    try {
      ChatCompletion completion =
          client.chat().completions().create(params, options(request.timeout()));
      return OpenAiAnswer.read(completion, model, request.schema() != null);
    } catch (OpenAIServiceException e) {
      // Its text repeats what the server said, which may repeat the customer's words.
      return new ChatReply.Failed("the model's server answered " + e.statusCode(), mayRetry(e));
    } catch (OpenAIIoException e) {
      return new ChatReply.Failed("no answer of the model's server: " + cause(e), true);
    } catch (OpenAIInvalidDataException e) {
      return new ChatReply.Failed("an answer of the model's server that makes no sense", true);
    } catch (OpenAIException e) {
      return new ChatReply.Failed("the model cannot be called: " + cause(e), false);
    }
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

  private static boolean mayRetry(OpenAIServiceException e) {
    int status = e.statusCode();
    if (status == TOO_MANY_REQUESTS) {
      // An account without credit also answers 429, and does so until somebody pays.
      return e.code().filter("insufficient_quota"::equals).isEmpty();
    }
    return status == REQUEST_TIMEOUT || status == CONFLICT || status >= SERVER_ERROR;
  }

  private static String cause(OpenAIException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return cause.getClass().getSimpleName();
  }
}
