package io.botflow.server;

import static io.botflow.server.TestServer.ONE;
import static io.botflow.server.TestServer.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.spi.BotRef;
import java.net.http.HttpResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Message templates over the API: drafted, sent for review, changed, deleted, and used by flows.
 */
class MessageTemplatesApiTest {
  private static final String BODY =
      """
      [{"type": "BODY", "text": "Your order {{1}} is on its way.",
        "example": {"body_text": [["12"]]}}]
      """;

  private static @Nullable ApiPeople people;
  private static String admin = "";
  private static String stranger = "";

  @BeforeAll
  static void open() throws Exception {
    people = new ApiPeople();
    admin = people().member(people().signedUp("anna"), ONE.bot().organization(), "admin");
    stranger = people().member(people().signedUp("tom"), TWO.bot().organization(), "admin");
  }

  @AfterAll
  static void close() {
    people().close();
  }

  private static ApiPeople people() {
    return Objects.requireNonNull(people);
  }

  private static JsonNode drafted(String name, String components) throws Exception {
    return people()
        .good(
            "POST",
            "/api/templates",
            admin,
            """
            {"whatsappAccountId": "%s", "name": "%s", "language": "en_US", "category": "utility",
             "components": %s}
            """
                .formatted(ONE.bot().channel(), name, components));
  }

  private static String path(JsonNode template) {
    return "/api/templates/" + template.get("id").asText();
  }

  private static JsonNode refused(int status, String code, HttpResponse<String> answer)
      throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    JsonNode problem = ApiPeople.JSON.readTree(answer.body());
    assertThat(problem.get("code").asText()).isEqualTo(code);
    return problem;
  }

  @Test
  void aDraftIsMendedSentApprovedChangedAndDeleted() throws Exception {
    JsonNode draft = drafted("order", "[{\"type\": \"BODY\", \"text\": \"Order {{1}}\"}]");
    String path = path(draft);
    assertThat(draft.get("status").asText()).isEqualTo("draft");
    assertThat(draft.at("/draft/problems/0/path").asText()).isEqualTo("/body");
    JsonNode problem =
        refused(
            422,
            "template-has-errors",
            people().send("POST", path + "/submit-for-approval", admin, ""));
    assertThat(problem.at("/problems/0/path").asText()).isEqualTo("/body");

    people().good("PATCH", path, admin, "{\"components\": %s}".formatted(BODY));
    JsonNode sent = people().good("POST", path + "/submit-for-approval", admin, "");
    assertThat(sent.get("id")).isEqualTo(draft.get("id"));
    assertThat(sent.get("status").asText()).isEqualTo("approved");
    assertThat(sent.has("draft")).isFalse();
    refused(409, "conflict", people().send("POST", path + "/submit-for-approval", admin, ""));
    JsonNode list = people().good("GET", "/api/templates?search=ORDER&status=approved", admin, "");
    assertThat(list.get("data")).hasSize(1);
    assertThat(list.at("/data/0/id")).isEqualTo(draft.get("id"));
    assertThat(people().good("GET", "/api/templates", stranger, "").toString())
        .doesNotContain(draft.get("id").asText());

    JsonNode changed =
        people()
            .good(
                "PATCH",
                path,
                admin,
                "{\"components\": %s}".formatted(BODY.replace("on its way", "with the courier")));
    assertThat(changed.at("/components/0/text").asText()).contains("on its way");
    assertThat(changed.at("/draft/components/0/text").asText()).contains("with the courier");
    JsonNode again = people().good("POST", path + "/submit-for-approval", admin, "");
    assertThat(again.at("/components/0/text").asText()).contains("with the courier");

    people().good("DELETE", path, admin, "");
    assertThat(people().send("GET", path, admin, "").statusCode()).isEqualTo(404);
    JsonNode next = drafted("order", BODY);
    JsonNode limit =
        refused(
            429,
            "network-limit",
            people().send("POST", path(next) + "/submit-for-approval", admin, ""));
    assertThat(limit.at("/problems/0/message").asText()).contains("30 days", "Try again at");
    people().good("DELETE", path(next), admin, "");
  }

  @Test
  void whoSawAnOlderDraftChangesNothing() throws Exception {
    String path = path(drafted("seen", BODY));
    String tag = people().send("GET", path, admin, "").headers().firstValue("ETag").orElseThrow();
    people().good("PATCH", path, admin, "{\"category\": \"marketing\"}");

    refused(
        412,
        "changed-meanwhile",
        people().send("PATCH", path, admin, "{\"category\": \"utility\"}", "If-Match", tag));
    refused(
        412,
        "changed-meanwhile",
        people().send("POST", path + "/submit-for-approval", admin, "", "If-Match", tag));
    JsonNode now = people().good("GET", path, admin, "");
    assertThat(now.get("category").asText()).isEqualTo("marketing");
    assertThat(now.get("status").asText()).isEqualTo("draft");
  }

  @Test
  void whatIsNoTemplateIsRefusedWithItsPlace() throws Exception {
    HttpResponse<String> answer =
        people()
            .send(
                "POST",
                "/api/templates",
                admin,
                """
                {"whatsappAccountId": "%s", "name": "Order!", "language": "English",
                 "category": "news", "components": [{"type": "VIDEO"}]}
                """
                    .formatted(ONE.bot().channel()));
    JsonNode problem = refused(400, "invalid-body", answer);
    assertThat(problem.get("problems").findValuesAsText("path"))
        .containsExactly("/name", "/language", "/category", "/components/0/type");
    HttpResponse<String> foreign =
        people()
            .send(
                "POST",
                "/api/templates",
                admin,
                """
                {"whatsappAccountId": "%s", "name": "order", "language": "en",
                 "category": "utility", "components": %s}
                """
                    .formatted(TWO.bot().channel(), BODY));
    assertThat(refused(400, "invalid-body", foreign).at("/problems/0/path").asText())
        .isEqualTo("/whatsappAccountId");
    drafted("twice", BODY);
    HttpResponse<String> second =
        people()
            .send(
                "POST",
                "/api/templates",
                admin,
                """
                {"whatsappAccountId": "%s", "name": "twice", "language": "en-US",
                 "category": "utility", "components": %s}
                """
                    .formatted(ONE.bot().channel(), BODY));
    refused(409, "conflict", second);
  }

  @Test
  void theFlowsThatATemplateBreaksAreListed() throws Exception {
    String path = path(drafted("reminder", BODY));
    people().good("POST", path + "/submit-for-approval", admin, "");
    BotRef bot = ONE.bot();
    people()
        .server
        .server
        .deployments()
        .publish(
            bot.organization(),
            bot.bot(),
            TestFlows.read(
                """
                {"botflow": 1, "id": "tell", "name": "Tell", "language": "en-US",
                 "nodes": [
                   {"id": "start", "type": "trigger", "data": {"config": {"on": "conversation_start"}}},
                   {"id": "say", "type": "message",
                    "data": {"config": {"template": {"name": "reminder", "parameters": []}}}},
                   {"id": "ask", "type": "message",
                    "data": {"config": {"template": {"name": "nowhere", "parameters": []}}}},
                   {"id": "bye", "type": "end", "data": {"config": {}}}],
                 "edges": [
                   {"id": "e1", "source": "start", "target": "say"},
                   {"id": "e2", "source": "say", "target": "ask"},
                   {"id": "e3", "source": "ask", "target": "bye"}]}
                """),
            false);

    JsonNode use = people().good("GET", path + "/flows", admin, "").get("data");
    assertThat(use).hasSize(1);
    assertThat(use.at("/0/workflowName").asText()).isEqualTo("Tell");
    assertThat(use.at("/0/nodeId").asText()).isEqualTo("say");
    assertThat(use.at("/0/problems/0/kind").asText()).isEqualTo("count");
    JsonNode broken = people().good("GET", "/api/templates/broken-flows", admin, "").get("data");
    assertThat(broken.findValuesAsText("template")).containsExactly("reminder", "nowhere");
    assertThat(people().good("GET", "/api/templates/broken-flows", stranger, "").get("data"))
        .isEmpty();
  }
}
