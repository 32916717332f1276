package io.botflow.runtime;

import io.botflow.spi.HttpCall;
import io.botflow.spi.HttpCaller;
import io.botflow.spi.HttpResult;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/**
 * Calls with the JDK's own client, wherever the flow says: only for flows that the program's own
 * people write, since it reaches every address that the process reaches. Follows redirects but
 * never from https to http; a call is made once. Thread-safe.
 */
public final class JdkHttpCaller implements HttpCaller {
  /** A peer that does not answer to a connection within that time is away. */
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final HttpClient client;
  private final Map<String, String> credentials;

  /** A caller without credentials. */
  public JdkHttpCaller() {
    this(Map.of());
  }

  /**
   * A caller that signs calls.
   *
   * @param credentials values of the {@code Authorization} header, by the name that flows use
   */
  public JdkHttpCaller(Map<String, String> credentials) {
    this.credentials = Map.copyOf(credentials);
    client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
  }

  @Override
  public HttpResult call(HttpCall call) {
    HttpRequest request;
    try {
      request = request(call);
    } catch (IllegalArgumentException e) {
      return new HttpResult.Failed("The call cannot be made: " + e.getMessage(), false);
    }
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, info -> new CappedBody(HttpCall.MAX_BODY));
    try {
      // The request's own timeout ends with the headers; this one holds for the body as well.
      return answered(answer.get(call.timeout().toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      answer.cancel(true);
      return new HttpResult.Failed("No answer within " + call.timeout() + ".", false);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return new HttpResult.Failed("The call was interrupted.", false);
    } catch (ExecutionException e) {
      return failed(e.getCause() == null ? e : e.getCause());
    }
  }

  private HttpRequest request(HttpCall call) {
    byte[] body = call.body() == null ? new byte[0] : call.body().getBytes(StandardCharsets.UTF_8);
    if (body.length > HttpCall.MAX_BODY) {
      throw new IllegalArgumentException(
          "the body is " + body.length + " bytes long, at most " + HttpCall.MAX_BODY + " are sent");
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(call.url()))
            .timeout(call.timeout())
            .method(
                call.method(),
                call.body() == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    call.headers().forEach(request::setHeader);
    request.setHeader("Idempotency-Key", call.idempotencyKey());
    if (call.credential() != null) {
      String authorization = credentials.get(call.credential());
      if (authorization == null) {
        throw new IllegalArgumentException("there is no credential \"" + call.credential() + "\"");
      }
      request.setHeader("Authorization", authorization);
    }
    return request.build();
  }

  private static HttpResult answered(HttpResponse<byte[]> response) {
    Map<String, String> headers = new HashMap<>();
    response
        .headers()
        .map()
        .forEach(
            (name, values) ->
                headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
    return new HttpResult.Answered(
        response.statusCode(), headers, new String(response.body(), StandardCharsets.UTF_8));
  }

  private static HttpResult failed(Throwable cause) {
    for (Throwable next = cause; next != null; next = next.getCause()) {
      switch (next) {
        case CappedBody.TooLong ignored -> {
          return new HttpResult.Failed(
              "The answer is longer than " + HttpCall.MAX_BODY + " bytes.", false);
        }
        // Nobody was reached, so nobody worked on it.
        case ConnectException ignored -> {
          return new HttpResult.Failed("The address cannot be reached.", true);
        }
        case HttpConnectTimeoutException ignored -> {
          return new HttpResult.Failed("The address does not answer.", true);
        }
        case UnresolvedAddressException ignored -> {
          return new HttpResult.Failed("The host is not known.", true);
        }
        case SSLHandshakeException ignored -> {
          return new HttpResult.Failed("No secure connection could be made.", true);
        }
        default -> {}
      }
    }
    String what = cause instanceof IOException ? "The connection broke" : "The call failed";
    return new HttpResult.Failed(what + " (" + cause.getClass().getSimpleName() + ").", false);
  }
}
