package io.botflow.server;

import static io.botflow.server.TestServer.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.multibindings.OptionalBinder;
import io.botflow.spi.ChatModel;
import io.botflow.spi.ChatReply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What authors learn of their intents, and the language model's second opinion. */
class TrainingApiTest {
  private static final String ANNA = "27820000061";

  @Test
  void theReportTheSuggestionsAndTheSecondOpinion() throws Exception {
    Map<String, String> settings =
        Map.of("BOTFLOW_MODEL_ENCODER", "off", "BOTFLOW_MODEL_SECOND_OPINION", "50");
    try (ApiPeople people = new ApiPeople(settings, model())) {
      UUID shop = ONE.bot().organization();
      String admin = people.member(people.signedUp("olga"), shop, "admin");
      String base = "/api/bots/%s/workflows".formatted(ONE.bot().bot());
      JsonNode made =
          people.good("POST", base, admin, "{\"name\":\"Shop\",\"document\":" + FLOW + "}");
      String one = base + "/" + made.get("id").asText();

      JsonNode report = people.good("GET", one + "/training-report", admin, "");
      assertThat(report.get("intents").asInt()).isEqualTo(2);
      assertThat(report.get("byMeaning").asBoolean()).isFalse();
      assertThat(report.at("/weak/0/intent").asText()).isEqualTo("refund");
      assertThat(report.at("/shared/0/intents")).hasSize(2);
      people.good("POST", one + "/publish", admin, "{}");
      assertThat(people.good("GET", one + "/versions/1/training-report", admin, ""))
          .isEqualTo(report);
      people.good(
          "PATCH",
          "/api/bots/" + ONE.bot().bot(),
          admin,
          "{\"mainWorkflowId\":\"%s\"}".formatted(made.get("id").asText()));

      assertThat(said(people, "where is my order")).contains("On its way.");
      assertThat(said(people, "bananas without end"))
          .as("words say nothing, the model says refund")
          .contains("Money back.");
      assertThat(said(people, "is it in the post with my package")).isNotEmpty();

      JsonNode suggested =
          Talk.until(
              people, admin, one + "/suggested-examples", page -> !page.get("data").isEmpty());
      assertThat(suggested.get("data").findValuesAsText("text"))
          .doesNotContain("where is my order");
      assertThat(suggested.at("/data/0/confidence").asDouble()).isBetween(0.2, 0.85);
    }
  }

  private static String said(ApiPeople people, String words) throws Exception {
    people.server.post(
        ONE,
        TestServer.webhook(
            List.of(TestServer.text(ONE, ANNA, "wamid." + UUID.randomUUID(), words))));
    return people.server.network.phone(ANNA).await(Duration.ofSeconds(40)).text();
  }

  private static Module model() {
    return new AbstractModule() {
      @Override
      protected void configure() {
        OptionalBinder.newOptionalBinder(binder(), ChatModel.class)
            .setBinding()
            .toInstance(
                request -> new ChatReply.Answer("{\"intent\": \"refund\"}", "scripted", 1, 1));
      }
    };
  }

  private static final String FLOW =
      """
      {"botflow": 1, "id": "shop", "name": "Shop",
       "intents": [
        {"name": "track", "examples": ["Where is my order?", "track my order",
          "when will my order arrive", "my order has not arrived", "the order is late", "hello"]},
        {"name": "refund", "examples": ["I want my money back", "give me my money back", "hello"]}],
       "nodes": [
        {"id": "track", "type": "trigger",
         "data": {"config": {"on": "intent", "intents": ["track"]}}},
        {"id": "refund", "type": "trigger",
         "data": {"config": {"on": "intent", "intents": ["refund"]}}},
        {"id": "any", "type": "trigger", "data": {"config": {"on": "any_message"}}},
        {"id": "tracked", "type": "end", "data": {"config": {"text": "On its way."}}},
        {"id": "refunded", "type": "end", "data": {"config": {"text": "Money back."}}},
        {"id": "anything", "type": "end", "data": {"config": {"text": "A person answers."}}}],
       "edges": [
        {"id": "1", "source": "track", "target": "tracked"},
        {"id": "2", "source": "refund", "target": "refunded"},
        {"id": "3", "source": "any", "target": "anything"}]}
      """;
}
