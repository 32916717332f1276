package io.botflow.server;

import static io.botflow.server.TestServer.ONE;
import static io.botflow.server.TestServer.text;
import static io.botflow.server.TestServer.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.botflow.store.jdbc.DatabaseAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The configured model answers, is counted, and hands over to a person at its cap. */
class ModelTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final String ANNA = "31600000001";

  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void aConversationAtItsCapGetsAPerson() throws Exception {
    HttpServer model =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    model.createContext("/", this::answer);
    model.start();
    DatabaseAddress address = TestDatabase.fresh();
    Map<String, String> more = new HashMap<>(TestServer.PATIENT);
    more.put("BOTFLOW_MODEL_URL", "http://127.0.0.1:" + model.getAddress().getPort() + "/v1");
    more.put("BOTFLOW_MODEL_NAME", "gpt-5-mini");
    // Two answers of 1,100; the third might take more than what is left.
    more.put("BOTFLOW_MODEL_CONVERSATION_DAILY_TOKENS", "3000");
    try (TestServer server =
        new TestServer(TestDatabase.environment(address, TestDatabase.port(address)), more)) {
      server
          .server
          .deployments()
          .publish(ONE.bot().organization(), ONE.bot().bot(), TestFlows.read(FLOW), true);

      assertThat(said(server, 1)).isEqualTo("Yes, we ship.");
      assertThat(said(server, 2)).isEqualTo("Yes, we ship.");
      assertThat(said(server, 3)).contains("A colleague will answer you here");
      assertThat(asked).hasValue(2);
      assertThat(spent(address)).containsExactly(2_200L, 900L);
    } finally {
      model.stop(0);
    }
  }

  private static String said(TestServer server, int number) throws Exception {
    String body = webhook(List.of(text(ONE, ANNA, "wamid." + number, "Do you ship?")));
    assertThat(server.post(ONE, body).statusCode()).isEqualTo(200);
    return server.network.phone(ANNA).await(PATIENCE).text();
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    exchange.getRequestBody().readAllBytes();
    byte[] answer =
        """
        {"id": "chatcmpl-1", "object": "chat.completion", "created": 1741570283,
         "model": "gpt-5-mini-2025-08-07",
         "choices": [{"index": 0, "message": {"role": "assistant", "content": "Yes, we ship.",
           "refusal": null}, "logprobs": null, "finish_reason": "stop"}],
         "usage": {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100}}
        """
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  /** The organisation's tokens, and millionths of a dollar at 0.25 and 2 for a million. */
  private static List<Long> spent(DatabaseAddress address) throws Exception {
    try (Connection connection = TestDatabase.connect(address);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "select set_config('botflow.tenants', '{" + ONE.bot().organization() + "}', false)");
      try (ResultSet row =
          statement.executeQuery(
              "select tokens, cost_micros from botflow.model_spending"
                  + " where whose = 'organization'")) {
        assertThat(row.next()).isTrue();
        return List.of(row.getLong(1), row.getLong(2));
      }
    }
  }

  private static final String FLOW =
      """
      {"botflow": 1, "id": "help", "nodes": [
        {"id": "start", "type": "trigger", "data": {"config": {"on": "any_message"}}},
        {"id": "help", "type": "ai_response", "data": {"config": {"instructions": "Help."}}},
        {"id": "end", "type": "end", "data": {"config": {}}}],
       "edges": [
        {"id": "e1", "source": "start", "sourceHandle": "next", "target": "help"},
        {"id": "e2", "source": "help", "sourceHandle": "next", "target": "end"}]}
      """;
}
