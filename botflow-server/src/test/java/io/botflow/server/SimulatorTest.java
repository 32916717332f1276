package io.botflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The test chat beside the canvas, over HTTP. */
class SimulatorTest {
  private static ApiPeople people;
  private static String token;
  private static String bots;

  @BeforeAll
  static void open() throws Exception {
    people = new ApiPeople();
    String owner = people.signedUp("author");
    token = people.inside(owner, people.founded(owner, "Shop"));
    JsonNode bot =
        people.good(
            "POST",
            "/api/bots",
            token,
            "{\"name\":\"Reception\",\"template\":\"booking\",\"answers\":{\"business\":\"Bela\"}}");
    bots = "/api/bots/" + bot.get("id").asText();
  }

  @AfterAll
  static void close() {
    people.close();
  }

  private static JsonNode begun(String body) throws Exception {
    return people.good("POST", bots + "/simulations", token, body);
  }

  private static JsonNode input(JsonNode simulation, String body) throws Exception {
    return people.good("POST", path(simulation) + "/inputs", token, body);
  }

  private static HttpResponse<String> refused(String path, String body) throws Exception {
    return people.send("POST", path, token, body);
  }

  private static String path(JsonNode simulation) {
    return "/api/simulations/" + simulation.get("id").asText();
  }

  /** What the bot said last. */
  private static String said(JsonNode view) {
    JsonNode messages = view.get("turns").get(view.get("turns").size() - 1).get("messages");
    return messages.get(messages.size() - 1).get("text").asText();
  }

  @Test
  void aDraftIsTalkedToFromTheFirstMessageToTheEnd() throws Exception {
    JsonNode simulation = begun("{}");
    assertThat(simulation.at("/state/status").asText()).isEqualTo("new");
    assertThat(simulation.get("turns")).isEmpty();

    JsonNode view = input(simulation, "{\"type\":\"text\",\"text\":\"hi\"}");
    assertThat(said(view)).isEqualTo("Hello, this is Bela! What may we book for you?");
    JsonNode turn = view.at("/turns/0");
    assertThat(turn.at("/messages/0/inbound").asBoolean()).isTrue();
    assertThat(turn.at("/messages/1/nodeId").asText()).isEqualTo("service");
    assertThat(turn.at("/messages/1/options/1/title").asText()).isEqualTo("Colour");
    assertThat(turn.at("/messages/1/content/kind").asText()).isEqualTo("buttons");
    assertThat(turn.get("steps").findValuesAsText("nodeId")).containsExactly("start", "service");
    assertThat(turn.at("/steps/0/port").asText()).isEqualTo("next");
    assertThat(turn.at("/steps/1").has("port")).as("it waits there").isFalse();
    assertThat(view.at("/state/nodeId").asText()).isEqualTo("service");

    view = input(simulation, "{\"type\":\"choice\",\"optionId\":\"colour\"}");
    assertThat(view.at("/state/variables/service").asText()).isEqualTo("colour");
    assertThat(view.at("/state/wakesAt").asText()).isNotEmpty();
    view = input(simulation, "{\"type\":\"text\",\"text\":\"tomorrow\"}");
    assertThat(said(view)).as("the sample answers of the template's address").contains("free on");
    assertThat(view.at("/turns/0/log").findValuesAsText("text"))
        .anyMatch(text -> text.startsWith("Asked GET https://api.example.com/availability"));
    input(simulation, "{\"type\":\"choice\",\"optionId\":\"10:30\"}");
    input(simulation, "{\"type\":\"text\",\"text\":\"Thandi\"}");
    view = input(simulation, "{\"type\":\"choice\",\"optionId\":\"yes\"}");
    assertThat(said(view)).isEqualTo("Thank you and see you then!");
    assertThat(view.at("/state/status").asText()).isEqualTo("ended");
    assertThat(view.at("/state/contact/fields/customer_name").asText()).isEqualTo("Thandi");

    JsonNode all = people.good("GET", path(simulation), token, "");
    assertThat(all.get("turns")).hasSize(6);
    assertThat(people.send("DELETE", path(simulation), token, "").statusCode()).isEqualTo(204);
    assertThat(people.send("GET", path(simulation), token, "").statusCode()).isEqualTo(404);
  }

  @Test
  void timeIsSkippedAndErrorsOfProgramsOutsideArePlayed() throws Exception {
    JsonNode simulation =
        begun(
            """
            {"inputs": [{"type": "text", "text": "hi"}, {"type": "choice", "optionId": "haircut"}]}
            """);
    assertThat(simulation.get("turns")).hasSize(2);
    JsonNode view = input(simulation, "{\"type\":\"wait\",\"duration\":\"PT1H\"}");
    assertThat(view.get("turns")).as("nothing happens so soon").isEmpty();
    view = input(simulation, "{\"type\":\"timeout\"}");
    assertThat(said(view)).startsWith("Are you still there?");
    assertThat(view.at("/turns/0/log").findValuesAsText("event")).contains("timed_out");

    simulation =
        begun(
            """
            {"startNode": "availability", "variables": {"service": "haircut", "day": "2026-12-01"},
             "contactName": "Thandi",
             "stubs": {"http": [{"url": "https://api.example.com/*", "fails": "the till is off"}]}}
            """);
    assertThat(said(simulation)).doesNotContain("free on");
    assertThat(simulation.at("/turns/0/steps/0/nodeId").asText()).isEqualTo("availability");
    assertThat(simulation.at("/turns/0/steps/0/port").asText()).isEqualTo("error");
    assertThat(simulation.at("/turns/0/log").findValuesAsText("text"))
        .anyMatch(text -> text.contains("the till is off"));
    assertThat(simulation.at("/state/status").asText()).isEqualTo("handed_off");
    assertThat(simulation.at("/state/owner").asText()).isEqualTo("queue");

    view = input(simulation, "{\"type\":\"give_back\",\"nodeId\":\"name\"}");
    assertThat(said(view)).isEqualTo("Under which name shall we book it?");
    view = input(simulation, "{\"type\":\"media\",\"mediaKind\":\"image\",\"caption\":\"me\"}");
    assertThat(view.at("/turns/0/messages/0/kind").asText()).isEqualTo("image");
    assertThat(view.at("/turns/0/log").findValuesAsText("event")).contains("heard");
    view = input(simulation, "{\"type\":\"location\",\"latitude\":-33.9,\"longitude\":18.4}");
    assertThat(view.at("/turns/0/messages/0/kind").asText()).isEqualTo("location");
    view = input(simulation, "{\"type\":\"take_over\"}");
    assertThat(view.at("/state/owner").asText()).isEqualTo("person");
  }

  @Test
  void modelsAndIntentsAreStandInsAndOtherDraftsCanBeCalled() throws Exception {
    people.good(
        "POST",
        bots + "/workflows",
        token,
        """
        {"document": {"id": "greeting", "nodes": [
          {"id": "start", "type": "trigger", "data": {"config": {"on": "any_message"}}},
          {"id": "greet", "type": "message", "data": {"config": {"text": "From the other flow."}}},
          {"id": "done", "type": "end"}],
         "edges": [{"id": "1", "source": "start", "target": "greet"},
           {"id": "2", "source": "greet", "target": "done"}]}}
        """);
    String document =
        """
        {"nodes": [
          {"id": "start", "type": "trigger", "data": {"config": {"on": "any_message"}}},
          {"id": "call", "type": "flow", "data": {"config": {"flow": "greeting"}}},
          {"id": "ai", "type": "ai_response", "data": {"config": {"instructions": "Help."}}},
          {"id": "done", "type": "end"}],
         "edges": [{"id": "1", "source": "start", "target": "call"},
           {"id": "2", "source": "call", "target": "ai"},
           {"id": "3", "source": "ai", "target": "done"}]}
        """;
    JsonNode view =
        begun(
            """
            {"document": %s, "stubs": {"model": [{"when": "hello", "answer": "Hello yourself."}]},
             "inputs": [{"type": "text", "text": "Hello there"}]}
            """
                .formatted(document));
    assertThat(view.at("/turns/0/messages").findValuesAsText("text"))
        .contains("From the other flow.", "Hello yourself.");
    assertThat(view.at("/turns/0/steps").findValuesAsText("flowId"))
        .contains("booking", "greeting");
  }

  @Test
  void whatCannotBeSimulatedIsRefusedWithItsPlace() throws Exception {
    String path = bots + "/simulations";
    HttpResponse<String> errors = refused(path, "{\"document\":{\"nodes\":[],\"edges\":[]}}");
    assertThat(errors.statusCode()).isEqualTo(422);
    assertThat(errors.body()).contains("flow-has-errors", "BF109");
    assertThat(refused(path, "{\"startNode\":\"nothing\"}").statusCode()).isEqualTo(400);
    assertThat(refused(path, "{\"variables\":[]}").statusCode()).isEqualTo(400);
    assertThat(refused(path, "{\"inputs\":[null]}").body()).contains("/inputs/0");
    assertThat(refused(path, "{\"inputs\":[{\"type\":\"text\"}]}").body())
        .contains("/inputs/0/text");
    assertThat(refused(path, "{\"stubs\":{\"http\":[{}]}}").body()).contains("/stubs/http/0");
    String inputs = path(begun("{}")) + "/inputs";
    for (String wrong :
        new String[] {
          "{\"type\":\"sing\"}",
          "{\"type\":\"text\"}",
          "{\"type\":\"choice\",\"optionId\":\"x\"}",
          "{\"type\":\"media\",\"mediaKind\":\"hologram\"}",
          "{\"type\":\"location\",\"latitude\":91,\"longitude\":0}",
          "{\"type\":\"wait\",\"duration\":\"-PT1H\"}",
          "{\"type\":\"wait\",\"duration\":\"P900D\"}",
          "{\"type\":\"timeout\"}",
          "{\"type\":\"event\"}"
        }) {
      assertThat(refused(inputs, wrong).statusCode()).as(wrong).isEqualTo(400);
    }
  }
}
