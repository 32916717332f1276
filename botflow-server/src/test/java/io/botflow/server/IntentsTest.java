package io.botflow.server;

import static io.botflow.server.TestServer.ONE;
import static io.botflow.server.TestServer.text;
import static io.botflow.server.TestServer.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.store.jdbc.DatabaseAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A published flow is understood by its own examples, without a model from outside. */
class IntentsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @Test
  void whatIsMeantChoosesTheWay() throws Exception {
    DatabaseAddress address = TestDatabase.fresh();
    try (TestServer server =
        new TestServer(
            TestDatabase.environment(address, TestDatabase.port(address)), TestServer.PATIENT)) {
      server
          .server
          .deployments()
          .publish(ONE.bot().organization(), ONE.bot().bot(), TestFlows.read(FLOW), true);

      assertThat(said(server, 1, "wheres my ordr")).isEqualTo("On its way.");
      assertThat(said(server, 2, "i want a refund pls")).isEqualTo("Money back.");
      assertThat(said(server, 3, "tell me a joke about elephants"))
          .isEqualTo("A person will answer.");
    }
  }

  private static String said(TestServer server, int person, String what) throws Exception {
    String phone = "3160000001" + person;
    String body = webhook(List.of(text(ONE, phone, "wamid." + person, what)));
    assertThat(server.post(ONE, body).statusCode()).isEqualTo(200);
    return server.network.phone(phone).await(PATIENCE).text();
  }

  private static final String FLOW =
      """
      {"botflow": 1, "id": "shop",
       "intents": [
        {"name": "track_order", "examples": ["Where is my order?", "track my parcel",
          "when will my package arrive", "my delivery has not arrived"]},
        {"name": "refund", "examples": ["I want my money back", "how do I get a refund",
          "please refund me", "return this and get my money back"]}],
       "nodes": [
        {"id": "track", "type": "trigger",
         "data": {"config": {"on": "intent", "intents": ["track_order"]}}},
        {"id": "refund", "type": "trigger",
         "data": {"config": {"on": "intent", "intents": ["refund"]}}},
        {"id": "any", "type": "trigger", "data": {"config": {"on": "any_message"}}},
        {"id": "tracked", "type": "end", "data": {"config": {"text": "On its way."}}},
        {"id": "refunded", "type": "end", "data": {"config": {"text": "Money back."}}},
        {"id": "anything", "type": "end", "data": {"config": {"text": "A person will answer."}}}],
       "edges": [
        {"id": "1", "source": "track", "target": "tracked"},
        {"id": "2", "source": "refund", "target": "refunded"},
        {"id": "3", "source": "any", "target": "anything"}]}
      """;
}
