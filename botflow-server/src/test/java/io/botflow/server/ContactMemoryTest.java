package io.botflow.server;

import static io.botflow.server.TestServer.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.multibindings.OptionalBinder;
import io.botflow.spi.ChatModel;
import io.botflow.spi.ChatReply;
import io.botflow.spi.ChatRequest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Bots remember customers from one conversation to the next, and people see and change it. */
class ContactMemoryTest {
  private static final String ANNA = "27820000051";
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final List<ChatRequest> answered = new CopyOnWriteArrayList<>();
  private final List<ChatRequest> noted = new CopyOnWriteArrayList<>();

  @Test
  void whatWasSaidIsRememberedToldShownChangedAndErased() throws Exception {
    try (ApiPeople people = new ApiPeople(model())) {
      UUID shop = ONE.bot().organization();
      people.server.server.deployments().publish(shop, ONE.bot().bot(), TestFlows.read(FLOW), true);
      String admin = people.member(people.signedUp("olga"), shop, "admin");
      String agent = people.member(people.signedUp("clara"), shop, "agent");

      say(people, "I like canary-yellow. Where are you?");
      assertThat(people.good("GET", "/api/contact-memory", agent, "").toString())
          .isEqualTo("{\"learns\":false,\"model\":true}");
      assertThat(people.send("PATCH", "/api/contact-memory", agent, LEARN).statusCode())
          .as("who decides about the organisation decides about this")
          .isEqualTo(403);
      assertThat(people.send("PATCH", "/api/contact-memory", admin, "{}").body())
          .contains("\"path\":\"/learns\",\"message\":\"is missing\"");
      people.good("PATCH", "/api/contact-memory", admin, LEARN);

      say(people, "My shoe size is canary-42, my card is 4111 1111 1111 1111.");
      String path = "/api/contacts/" + contact(people, agent) + "/memory";
      JsonNode memory = Talk.until(people, agent, path, view -> !view.get("facts").isEmpty());
      assertThat(noted).as("nothing was read before it was wanted").hasSize(1);
      assertThat(noted.getFirst().messages().getLast().text())
          .contains("customer: I like canary-yellow", "business: We have them.");
      assertThat(memory.get("facts")).as("no card, and nothing that the bot said").hasSize(1);
      JsonNode fact = memory.at("/facts/0");
      assertThat(fact.get("name").asText()).isEqualTo("shoe size");
      assertThat(fact.get("value").asText()).isEqualTo("canary-42");
      assertThat(fact.get("source").asText()).isEqualTo("model");
      assertThat(fact.hasNonNull("messageId")).isTrue();
      assertThat(fact.hasNonNull("saidAt")).isTrue();
      assertThat(memory.at("/summaries/0/summary").asText()).isEqualTo("Shoes canary-talk.");

      say(people, "Which ones fit me?");
      assertThat(answered.getLast().messages().toString())
          .contains(
              "<data kind=\"remembered\">\nshoe size: canary-42\n</data>",
              "<data kind=\"earlier conversations\">\nShoes canary-talk.\n</data>");
      assertThat(answered.getLast().instructions()).doesNotContain("canary");

      String one = path + "/facts/" + fact.get("id").asText();
      JsonNode changed = people.good("PATCH", one, agent, "{\"value\":\"canary-43\"}");
      assertThat(changed.get("source").asText()).isEqualTo("person");
      assertThat(
              people
                  .send("PATCH", one, agent, "{\"value\":\"44\"}", "If-Match", "\"old\"")
                  .statusCode())
          .isEqualTo(412);
      String note = "{\"kind\":\"preference\",\"name\":\"time\",\"value\":\"canary evenings\"}";
      people.good("POST", path + "/facts", agent, note);
      assertThat(people.send("POST", path + "/facts", agent, note).statusCode()).isEqualTo(409);
      int before = noted.size();
      say(people, "My shoe size is canary-42, really.");
      Talk.until(people, agent, path, view -> noted.size() > before);
      assertThat(people.good("GET", one, agent, "").get("value").asText())
          .as("what a person wrote stays")
          .isEqualTo("canary-43");

      String customer = path.substring(0, path.lastIndexOf('/'));
      assertThat(people.good("GET", customer + "/export", admin, "").toString())
          .contains("canary-43", "canary evenings", "Shoes canary-talk.");
      people.good("DELETE", one, agent, "");
      assertThat(people.send("GET", one, agent, "").statusCode()).isEqualTo(404);
      people.good("DELETE", path, agent, "");
      assertThat(people.good("GET", path, agent, "").toString())
          .isEqualTo("{\"facts\":[],\"summaries\":[]}");
      people.good("POST", path + "/facts", agent, note);
      people.good("DELETE", customer, admin, "");
      assertThat(people.everything()).doesNotContain("canary-4", "canary evenings", "canary-talk");
    }
  }

  private String contact(ApiPeople people, String agent) throws Exception {
    return Talk.until(
            people,
            agent,
            "/api/conversations?search=" + ANNA,
            page -> page.at("/data/0").isObject())
        .at("/data/0/contact/id")
        .asText();
  }

  private static void say(ApiPeople people, String words) throws Exception {
    people.server.post(
        ONE,
        TestServer.webhook(
            List.of(TestServer.text(ONE, ANNA, "wamid." + UUID.randomUUID(), words))));
    people.server.network.phone(ANNA).await(PATIENCE);
  }

  private Module model() {
    return new AbstractModule() {
      @Override
      protected void configure() {
        OptionalBinder.newOptionalBinder(binder(), ChatModel.class)
            .setBinding()
            .toInstance(ContactMemoryTest.this::asked);
      }
    };
  }

  private ChatReply asked(ChatRequest request) {
    if (!request.instructions().startsWith("You keep notes")) {
      answered.add(request);
      return new ChatReply.Answer("We have them.", "scripted", 1, 1);
    }
    noted.add(request);
    List<String> lines = request.messages().getLast().text().lines().toList();
    int said = 0;
    for (int i = 1; i < lines.size() - 1; i++) {
      said = lines.get(i).contains("My shoe size is") ? i : said;
    }
    String notes =
        """
        {"summary": "Shoes canary-talk.", "facts": [
          {"kind": "fact", "name": "shoe size", "value": "canary-42", "line": %d},
          {"kind": "fact", "name": "card", "value": "4111 1111 1111 1111", "line": %d},
          {"kind": "fact", "name": "stock", "value": "there", "line": %d},
          {"kind": "fact", "name": "guess", "value": "rich", "line": 99}]}
        """
            .formatted(said, said, said + 1);
    return new ChatReply.Answer(notes, "scripted", 1, 1);
  }

  private static final String LEARN = "{\"learns\":true}";

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
