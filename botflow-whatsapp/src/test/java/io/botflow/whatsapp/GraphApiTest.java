package io.botflow.whatsapp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpServer;
import io.botflow.spi.SendResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What answers of the network mean, over HTTP. */
class GraphApiTest {
  private HttpServer server;
  private GraphApi api;
  private volatile int status;
  private volatile String body = "";
  private volatile Map<String, String> headers = Map.of();

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          headers.forEach(exchange.getResponseHeaders()::set);
          byte[] bytes = body.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    api = new GraphApi(GraphSettings.DEFAULT.withBaseUrl(url));
  }

  @AfterEach
  void stop() {
    api.close();
    server.stop(0);
  }

  private GraphAnswer answer(Endpoint endpoint) {
    WhatsAppAccount account = new WhatsAppAccount(endpoint, "111", "token");
    return api.post(account, "messages", JsonNodeFactory.instance.objectNode());
  }

  private SendResult refused(Endpoint endpoint) {
    return switch (answer(endpoint)) {
      case GraphAnswer.Refused refused -> refused.error().result(1);
      case GraphAnswer other -> throw new AssertionError(other);
    };
  }

  @Test
  void waitsAsManyMinutesAsTheUsageHeaderSays() {
    status = 400;
    body = "{\"error\":{\"code\":80007,\"message\":\"(#80007) Rate limit\"}}";
    headers =
        Map.of(
            "X-Business-Use-Case-Usage",
            "{\"9\":[{\"type\":\"whatsapp\",\"estimated_time_to_regain_access\":19}]}",
            "Retry-After",
            "30");
    assertThat(refused(Endpoint.META))
        .isInstanceOfSatisfying(
            SendResult.RetryAfter.class,
            retry -> {
              assertThat(retry.delay()).hasMinutes(19);
              assertThat(retry.scope()).isEqualTo(SendResult.Scope.ACCOUNT);
              assertThat(retry.problem().advice()).contains("goes on by itself");
            });
  }

  @Test
  void understands360dialogsErrorsAndDoubtsItsGateways() {
    status = 401;
    body = "{\"meta\":{\"http_code\":401,\"developer_message\":\"Invalid api_key\"}}";
    assertThat(refused(Endpoint.DIALOG_360))
        .isInstanceOfSatisfying(
            SendResult.RetryAfter.class,
            retry -> assertThat(retry.problem().title()).isEqualTo("Invalid api_key"));
    status = 502;
    body = "{\"meta\":{\"developer_message\":\"WhatsApp for Business API not available\"}}";
    assertThat(answer(Endpoint.DIALOG_360)).isInstanceOf(GraphAnswer.Uncertain.class);
  }

  @Test
  void decidesOnTheCodeWhateverTheStatus() {
    status = 500;
    body = "{\"error\":{\"code\":131047,\"message\":\"Re-engagement message\"}}";
    assertThat(refused(Endpoint.META)).isInstanceOf(SendResult.Withheld.class);
    status = 200;
    body = "{\"error\":{\"code\":131047}}";
    assertThat(answer(Endpoint.META)).isInstanceOf(GraphAnswer.Uncertain.class);
  }
}
