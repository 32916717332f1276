package io.botflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.botflow.spi.HttpCall;
import io.botflow.spi.HttpResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdkHttpCallerTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final JdkHttpCaller caller = new JdkHttpCaller(Map.of("shop", "Bearer secret"));
  private final List<Map<String, List<String>>> received = new CopyOnWriteArrayList<>();
  private final CountDownLatch finish = new CountDownLatch(1);
  private final HttpServer server;

  JdkHttpCallerTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void startServer() {
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/hello", exchange -> answer(exchange, 201, "{\"ok\":true}"));
    server.createContext("/long", exchange -> answer(exchange, 200, "x".repeat(300_000)));
    server.createContext("/most", exchange -> answer(exchange, 200, "x".repeat(HttpCall.MAX_BODY)));
    server.createContext("/slow", exchange -> drip(exchange));
    server.createContext(
        "/file",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "file:///etc/hostname");
          answer(exchange, 302, "");
        });
    server.start();
  }

  @AfterEach
  void stopServer() {
    finish.countDown();
    server.stop(0);
  }

  @Test
  void answersComeWithStatusHeadersAndBody() {
    HttpResult.Answered answer = answered(call("POST", "/hello", "{}", "shop"));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.body()).isEqualTo("{\"ok\":true}");
    assertThat(answer.headers()).containsEntry("x-shop", "yes");
    assertThat(received.get(0))
        .containsEntry("Idempotency-key", List.of("key-1"))
        .containsEntry("Authorization", List.of("Bearer secret"))
        .containsEntry("X-tenant", List.of("7"));
  }

  @Test
  void aCredentialThatIsNotThereMakesNoCall() {
    HttpResult.Failed failed = failed(call("GET", "/hello", null, "unknown"));

    assertThat(failed.retryable()).isFalse();
    assertThat(failed.why()).contains("unknown");
    assertThat(received).isEmpty();
  }

  @Test
  void anAnswerOfTheGreatestLengthIsRead() {
    assertThat(answered(call("GET", "/most", null, null)).body()).hasSize(HttpCall.MAX_BODY);
  }

  @Test
  void anAnswerThatIsTooLongIsNotReadToItsEnd() {
    HttpResult.Failed failed = failed(call("GET", "/long", null, null));

    assertThat(failed.why()).contains("longer than 262144 bytes");
    assertThat(failed.retryable()).isFalse();
  }

  @Test
  void aBodyThatIsTooLongIsNotSent() {
    HttpResult.Failed failed = failed(call("POST", "/hello", "x".repeat(300_000), null));

    assertThat(failed.why()).contains("300000 bytes");
    assertThat(received).isEmpty();
  }

  @Test
  void theTimeoutHoldsForABodyThatDrips() {
    HttpResult.Failed failed =
        failed(caller.call(call("GET", url("/slow"), null, null, Duration.ofMillis(200))));

    assertThat(failed.why()).contains("No answer within");
    assertThat(failed.retryable()).isFalse();
  }

  @Test
  void aRedirectIntoAnotherSchemeIsNotFollowed() {
    assertThat(answered(call("GET", "/file", null, null)).status()).isEqualTo(302);
  }

  @Test
  void aPortWhereNobodyListensCanBeTriedAgain() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    HttpResult.Failed failed =
        failed(caller.call(call("GET", "http://127.0.0.1:" + port, null, null, TIMEOUT)));

    assertThat(failed.retryable()).isTrue();
  }

  @Test
  void whatIsNoAddressIsAFailureAndNoException() {
    for (String url : List.of("no url", "ftp://example.org/", "http://", "/relative")) {
      assertThat(failed(caller.call(call("GET", url, null, null, TIMEOUT))).retryable()).isFalse();
    }
  }

  private HttpResult call(
      String method, String path, @Nullable String body, @Nullable String credential) {
    return caller.call(call(method, url(path), body, credential, TIMEOUT));
  }

  private static HttpCall call(
      String method,
      String url,
      @Nullable String body,
      @Nullable String credential,
      Duration timeout) {
    return new HttpCall(
        UUID.randomUUID(),
        method,
        url,
        Map.of("X-Tenant", "7"),
        body,
        credential,
        "key-1",
        timeout);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private static HttpResult.Answered answered(HttpResult result) {
    assertThat(result).isInstanceOf(HttpResult.Answered.class);
    return (HttpResult.Answered) result;
  }

  private static HttpResult.Failed failed(HttpResult result) {
    assertThat(result).isInstanceOf(HttpResult.Failed.class);
    return (HttpResult.Failed) result;
  }

  private void answer(HttpExchange exchange, int status, String body) throws IOException {
    received.add(Map.copyOf(exchange.getRequestHeaders()));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("X-Shop", "yes");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }

  /** Headers and a first byte at once, the rest when the test is over. */
  private void drip(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 2);
    exchange.getResponseBody().write('x');
    exchange.getResponseBody().flush();
    try (exchange) {
      assertThat(finish.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
