package io.botflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.spi.BotRef;
import io.botflow.whatsapp.sandbox.SandboxPhone;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bots and workflows over HTTP, from a template to a rollback. */
class BotsApiTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static ApiPeople people;
  private static String owner;
  private static String token;

  @BeforeAll
  static void open() throws Exception {
    people = new ApiPeople();
    owner = people.signedUp("owner");
    token = people.inside(owner, people.founded(owner, "Shop"));
  }

  @AfterAll
  static void close() {
    people.close();
  }

  private static JsonNode good(String method, String path, String body) throws Exception {
    return people.good(method, path, token, body);
  }

  private static HttpResponse<String> send(
      String method, String path, String body, String... headers) throws Exception {
    return people.send(method, path, token, body, headers);
  }

  private static String code(HttpResponse<String> answer) throws Exception {
    return ApiPeople.JSON.readTree(answer.body()).path("code").asText();
  }

  private static JsonNode bot(String name) throws Exception {
    return good(
        "POST", "/api/bots", "{\"name\":\"%s\",\"template\":\"lead-generation\"}".formatted(name));
  }

  private static String workflows(JsonNode bot) {
    return "/api/bots/" + bot.get("id").asText() + "/workflows";
  }

  private static String main(JsonNode bot) {
    return workflows(bot) + "/" + bot.get("mainWorkflowId").asText();
  }

  @Test
  void aTemplateAndThreeAnswersMakeABotThatIsReadyToPublish() throws Exception {
    JsonNode templates = good("GET", "/api/flow-templates", "").get("data");
    assertThat(templates.findValuesAsText("name"))
        .containsExactly("booking", "order-tracking", "faq", "lead-generation");
    assertThat(templates.get(0).get("questions").findValuesAsText("kind"))
        .containsExactly("line", "list", "line");
    assertThat(good("GET", "/api/flow-templates/booking", "").at("/document/id").asText())
        .isEqualTo("booking");
    assertThat(send("GET", "/api/flow-templates/nothing", "").statusCode()).isEqualTo(404);
    assertThat(good("GET", "/api/task-types", "").get("data").findValuesAsText("id"))
        .containsExactly("booking", "order_tracking", "faq", "lead_generation", "custom");

    JsonNode bot =
        good(
            "POST",
            "/api/bots",
            """
            {"name": "Reception", "template": "booking", "answers": {"business": "Salon Bela",
              "services": "Cut, Colour", "hours": "every day until six"}}
            """);
    assertThat(bot.get("taskType").asText()).isEqualTo("booking");
    assertThat(bot.get("active").asBoolean()).isTrue();
    assertThat(bot.get("live").asBoolean()).isFalse();
    JsonNode workflow = good("GET", main(bot), "");
    assertThat(workflow.get("main").asBoolean()).isTrue();
    assertThat(workflow.get("changed").asBoolean()).isTrue();
    assertThat(workflow.has("published")).isFalse();
    assertThat(workflow.get("document").toString())
        .contains("this is Salon Bela!", "\"title\":\"Colour\"", "Our hours: every day until six.");
    assertThat(workflow.get("problems").findValuesAsText("severity")).doesNotContain("error");

    JsonNode live = good("POST", main(bot) + "/publish", "{\"comment\":\"Opening day\"}");
    assertThat(live.at("/published/number").asInt()).isEqualTo(1);
    assertThat(live.at("/published/comment").asText()).isEqualTo("Opening day");
    assertThat(live.at("/published/publishedBy").asText()).isEqualTo("owner");
    assertThat(live.get("changed").asBoolean()).isFalse();
    assertThat(good("GET", "/api/bots/" + bot.get("id").asText(), "").get("live").asBoolean())
        .isTrue();
  }

  @Test
  void aDraftIsSavedWithItsProblemsAndNeverOverAnothersWork() throws Exception {
    JsonNode bot = bot("Drafts");
    HttpResponse<String> read = send("GET", main(bot), "");
    String seen = read.headers().firstValue("ETag").orElseThrow();
    ObjectNode document = (ObjectNode) ApiPeople.JSON.readTree(read.body()).get("document");
    document.withArrayProperty("nodes").addObject().put("id", "new").put("type", "message");
    document.put("id", "another").put("name", "Renamed\nby hand");
    String change = "{\"document\":%s}".formatted(document);

    HttpResponse<String> saved = send("PATCH", main(bot), change, "If-Match", seen);
    assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
    JsonNode view = ApiPeople.JSON.readTree(saved.body());
    assertThat(view.get("revision").asInt()).isEqualTo(2);
    assertThat(view.get("name").asText()).isEqualTo("Renamed by hand");
    assertThat(view.at("/document/id").asText()).as("others call it by its id").startsWith("lead-");
    JsonNode problem = view.get("problems").get(0);
    assertThat(problem.get("severity").asText()).isEqualTo("error");
    assertThat(problem.get("code").asText()).matches("BF1\\d\\d");
    assertThat(view.get("problems").findValuesAsText("nodeId")).contains("new");
    assertThat(problem.get("path").asText()).startsWith("/nodes/");

    HttpResponse<String> late = send("PATCH", main(bot), change, "If-Match", seen);
    assertThat(late.statusCode()).isEqualTo(412);
    assertThat(code(late)).isEqualTo("changed-meanwhile");
    assertThat(late.headers().firstValue("ETag"))
        .as("the newer version's tag")
        .isEqualTo(saved.headers().firstValue("ETag"))
        .isEqualTo(send("GET", main(bot), "").headers().firstValue("ETag"));
    assertThat(good("PATCH", main(bot), change).get("revision").asInt())
        .as("the same once more is no new revision")
        .isEqualTo(2);
    assertThat(good("PATCH", main(bot), "{\"name\":\"Leads\"}").at("/document/name").asText())
        .isEqualTo("Leads");

    HttpResponse<String> refused = send("POST", main(bot) + "/publish", "{}");
    assertThat(refused.statusCode()).isEqualTo(422);
    JsonNode why = ApiPeople.JSON.readTree(refused.body());
    assertThat(why.get("code").asText()).isEqualTo("flow-has-errors");
    assertThat(why.get("problems").findValuesAsText("path")).contains(problem.get("path").asText());
    assertThat(why.get("problems").findValuesAsText("code")).contains(problem.get("code").asText());
    assertThat(good("GET", main(bot) + "/versions", "").get("data")).isEmpty();
  }

  @Test
  void aDocumentIsCheckedWithoutBeingSaved() throws Exception {
    JsonNode bot = bot("Checks");
    JsonNode answer =
        good(
            "POST",
            main(bot) + "/validate",
            "{\"document\":{\"nodes\":[{\"id\":\"a\",\"type\":\"nothing\"}],\"edges\":[]}}");
    assertThat(answer.get("errors").asInt()).isEqualTo(answer.get("problems").size());
    assertThat(answer.get("problems").findValuesAsText("code")).contains("BF103", "BF109");
    assertThat(good("GET", main(bot), "").get("revision").asInt()).isEqualTo(1);
    assertThat(good("GET", main(bot), "").at("/ports/need").findValuesAsText("name"))
        .as("an option is a way out")
        .containsExactly("next", "website", "shop", "support", "invalid", "timeout");
    assertThat(send("POST", main(bot) + "/validate", "{\"document\":[]}").statusCode())
        .isEqualTo(400);
  }

  @Test
  void theEditorLearnsWhatFlowsAreMadeOf() throws Exception {
    JsonNode catalogue = good("GET", "/api/node-types", "");
    assertThat(catalogue.get("data").findValuesAsText("category"))
        .contains("start", "talk", "logic", "ai", "outside", "people", "end");
    JsonNode question = MissingNode.getInstance();
    for (JsonNode type : catalogue.get("data")) {
      assertThat(type.get("label").asText()).isNotEmpty();
      assertThat(type.get("description").asText()).endsWith(".");
      question = type.get("name").asText().equals("question") ? type : question;
    }
    assertThat(question.at("/settings/properties/text/x-botflow-translated").asBoolean()).isTrue();
    assertThat(question.at("/settings/$defs").has("QuestionInput")).isTrue();
    assertThat(question.get("ports").findValuesAsText("name"))
        .containsExactly("next", "invalid", "timeout");
    assertThat(catalogue.at("/limits/buttons").asInt()).isEqualTo(3);
    assertThat(catalogue.at("/limits/buttonTitleLength").asInt()).isEqualTo(20);
  }

  @Test
  void versionsStayAndAnEarlierOneCanRunAgain() throws Exception {
    JsonNode bot = bot("Versions");
    good("POST", main(bot) + "/publish", "{\"comment\":\"first\"}");
    good("PATCH", main(bot), "{\"name\":\"Second\"}");
    good("POST", main(bot) + "/publish", "{\"comment\":\"second\"}");
    assertThat(good("POST", main(bot) + "/publish", "{}").at("/published/number").asInt())
        .as("the same document is no new version")
        .isEqualTo(2);

    JsonNode page = good("GET", main(bot) + "/versions?limit=1", "");
    assertThat(page.at("/data/0/number").asInt()).isEqualTo(2);
    assertThat(page.at("/data/0/live").asBoolean()).isTrue();
    page = good("GET", main(bot) + "/versions?limit=1&cursor=" + page.get("next").asText(), "");
    assertThat(page.at("/data/0/comment").asText()).isEqualTo("first");
    assertThat(page.has("next")).isFalse();
    assertThat(good("GET", main(bot) + "/versions/2", "").at("/document/name").asText())
        .isEqualTo("Second");

    JsonNode back = good("POST", main(bot) + "/rollback", "{\"number\":1}");
    assertThat(back.at("/published/number").asInt()).isEqualTo(1);
    assertThat(back.get("changed").asBoolean()).isTrue();
    assertThat(back.at("/document/name").asText()).as("the draft stays").isEqualTo("Second");
    assertThat(send("POST", main(bot) + "/rollback", "{\"number\":3}").statusCode()).isEqualTo(400);
    assertThat(send("GET", main(bot) + "/versions/3", "").statusCode()).isEqualTo(404);
    assertThat(send("GET", main(bot) + "/versions/none", "").statusCode()).isEqualTo(404);
    assertThat(good("POST", main(bot) + "/publish", "{}").at("/published/number").asInt())
        .isEqualTo(2);
  }

  @Test
  void whatIsExportedCanBeImportedAndFlowsCallEachOther() throws Exception {
    JsonNode bot = bot("Imports");
    JsonNode document = good("GET", main(bot), "").get("document");
    JsonNode copy = good("POST", workflows(bot), "{\"document\":%s}".formatted(document));
    assertThat(copy.get("main").asBoolean()).isFalse();
    assertThat(copy.get("flowId").asText())
        .startsWith("lead-generation-")
        .isEqualTo(copy.at("/document/id").asText());
    assertThat(copy.at("/document/nodes")).isEqualTo(document.get("nodes"));

    JsonNode empty = good("POST", workflows(bot), "{\"name\":\"Sub flow\"}");
    assertThat(empty.get("flowId").asText()).isEqualTo("sub-flow");
    String calls =
        """
        {"document": {"nodes": [
          {"id": "start", "type": "trigger", "data": {"config": {"on": "any_message"}}},
          {"id": "call", "type": "flow", "data": {"config": {"flow": "%s"}}}],
         "edges": [{"id": "e", "source": "start", "target": "call"}]}}
        """;
    String path = main(bot) + "/validate";
    assertThat(good("POST", path, calls.formatted("sub-flow")).findValuesAsText("code"))
        .doesNotContain("BF117");
    assertThat(good("POST", path, calls.formatted("nothing")).findValuesAsText("code"))
        .contains("BF117");

    String sub = workflows(bot) + "/" + empty.get("id").asText();
    HttpResponse<String> refused = send("DELETE", main(bot), "");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(code(refused)).isEqualTo("main-workflow");
    JsonNode changed =
        good(
            "PATCH",
            "/api/bots/" + bot.get("id").asText(),
            "{\"mainWorkflowId\":\"%s\"}".formatted(empty.get("id").asText()));
    assertThat(changed.get("mainWorkflowId")).isEqualTo(empty.get("id"));
    assertThat(send("DELETE", main(bot), "").statusCode()).isEqualTo(204);
    assertThat(send("GET", main(bot), "").statusCode()).isEqualTo(404);
    assertThat(good("GET", workflows(bot), "").get("data").findValuesAsText("flowId"))
        .containsExactly(copy.get("flowId").asText(), "sub-flow");
    assertThat(send("GET", sub, "").statusCode()).isEqualTo(200);
  }

  @Test
  void botsAreListedPageByPageChangedAndDeleted() throws Exception {
    String other = people.inside(owner, people.founded(owner, "Pages"));
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      made.add(
          people
              .good("POST", "/api/bots", other, "{\"name\":\"Bot %d\"}".formatted(i))
              .get("id")
              .asText());
    }
    List<String> seen = new ArrayList<>();
    String next = "";
    do {
      JsonNode page = people.good("GET", "/api/bots?limit=2" + next, other, "");
      seen.addAll(page.get("data").findValuesAsText("id"));
      next = page.has("next") ? "&cursor=" + page.get("next").asText() : "";
    } while (!next.isEmpty());
    assertThat(seen).isEqualTo(made);

    String path = "/api/bots/" + made.get(0);
    JsonNode changed =
        people.good("PATCH", path, other, "{\"description\":\"Helps\",\"taskType\":\"faq\"}");
    assertThat(changed.get("name").asText()).isEqualTo("Bot 0");
    assertThat(changed.get("taskType").asText()).isEqualTo("faq");
    assertThat(
            people
                .send(
                    "PATCH",
                    path,
                    other,
                    "{\"mainWorkflowId\":\"%s\"}".formatted(UUID.randomUUID()))
                .statusCode())
        .isEqualTo(400);
    assertThat(people.send("DELETE", path, other, "", "If-Match", "\"old\"").statusCode())
        .isEqualTo(412);
    assertThat(people.send("DELETE", path, other, "").statusCode()).isEqualTo(204);
    assertThat(people.send("GET", path, other, "").statusCode()).isEqualTo(404);
    assertThat(people.send("GET", path + "/workflows", other, "").statusCode()).isEqualTo(404);
    assertThat(new HashSet<>(people.good("GET", "/api/bots", other, "").findValuesAsText("name")))
        .containsExactlyInAnyOrder("Bot 1", "Bot 2");
    assertThat(
            people.good("GET", "/api/audit-log", other, "").get("data").findValuesAsText("action"))
        .contains("bot.made", "bot.changed", "bot.deleted");
  }

  @Test
  void whatABotCannotBeMadeOfIsRefusedWithItsPlace() throws Exception {
    for (List<String> wrong :
        List.of(
            List.of("{\"name\":\" \"}", "/name"),
            List.of("{\"name\":\"A\",\"taskType\":\"chat\"}", "/taskType"),
            List.of("{\"name\":\"A\",\"template\":\"chat\"}", "/template"),
            List.of("{\"name\":\"A\",\"answers\":{}}", "/answers"),
            List.of(
                "{\"name\":\"A\",\"template\":\"faq\",\"answers\":{\"business\":\"{{ x }}\"}}",
                "/answers/business"),
            List.of(
                "{\"name\":\"A\",\"template\":\"faq\",\"answers\":{\"business\":null}}",
                "/answers/business"))) {
      HttpResponse<String> answer = send("POST", "/api/bots", wrong.get(0));
      assertThat(answer.statusCode()).as(wrong.get(0)).isEqualTo(400);
      assertThat(ApiPeople.JSON.readTree(answer.body()).at("/problems/0/path").asText())
          .isEqualTo(wrong.get(1));
    }
    String large = "{\"document\":{\"x\":\"%s\"}}".formatted("a".repeat(2 * 1024 * 1024 + 10));
    JsonNode bot = bot("Large");
    assertThat(send("PATCH", main(bot), large).statusCode()).isEqualTo(400);
    assertThat(send("PATCH", main(bot), "{\"document\":null}").statusCode()).isEqualTo(400);
  }

  /** Through the sandbox number, as customers meet it. */
  @Test
  void aBotThatIsOffTakesNoNewConversationsAndEndsThoseUnderWay() throws Exception {
    UUID organization = UUID.fromString(people.founded(owner, "Switches"));
    String inside = people.inside(owner, organization.toString());
    JsonNode bot = people.good("POST", "/api/bots", inside, "{\"name\":\"Switch\"}");
    String path = "/api/bots/" + bot.get("id").asText();
    JsonNode workflow =
        people.good(
            "POST",
            path + "/workflows",
            inside,
            "{\"document\":%s}".formatted(TestFlows.counting().document()));
    people.good(
        "POST", path + "/workflows/" + workflow.get("id").asText() + "/publish", inside, "{}");
    TestNumber number = new TestNumber("106540352242999", "secret-canary-3");
    number.connect(
        people.server.server.deployments(),
        new BotRef(organization, UUID.fromString(bot.get("id").asText()), number.bot().channel()));
    people.server.network.register(number.inSandbox(people.server.url));

    SandboxPhone early = people.server.network.phone("31600000701").talkTo(number.phoneNumberId());
    early.say("one");
    assertThat(early.await(PATIENCE).text()).isEqualTo("1: one");
    people.good("POST", path + "/deactivate", inside, "");
    SandboxPhone late = people.server.network.phone("31600000702").talkTo(number.phoneNumberId());
    late.say("is anybody there?");
    early.say("two");
    assertThat(early.await(PATIENCE).text()).isEqualTo("2: two");

    assertThat(people.good("POST", path + "/activate", inside, "").get("active").asBoolean())
        .isTrue();
    late.say("and now?");
    assertThat(late.await(PATIENCE).text())
        .as("the first answer, so the first message had none")
        .isEqualTo("1: and now?");

    HttpResponse<String> refused = people.send("DELETE", path, inside, "");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(code(refused)).isEqualTo("bot-connected");
    assertThat(people.good("GET", path, inside, "").at("/channels/0/account").asText())
        .isEqualTo(number.phoneNumberId());
  }

  @Test
  void aPlanLimitsBotsAndWorkflows() throws Exception {
    String small =
        people.good("POST", "/api/organizations", owner, "{\"name\":\"Small\"}").get("id").asText();
    String starter = people.inside(owner, small);
    JsonNode bot = people.good("POST", "/api/bots", starter, "{\"name\":\"One\"}");
    HttpResponse<String> second = people.send("POST", "/api/bots", starter, "{\"name\":\"Two\"}");
    assertThat(second.statusCode()).isEqualTo(402);
    assertThat(code(second)).isEqualTo("plan-limit");
    for (int i = 0; i < 5; i++) {
      people.good("POST", workflows(bot), starter, "{}");
    }
    assertThat(people.send("POST", workflows(bot), starter, "{}").statusCode()).isEqualTo(402);
    people.good("DELETE", "/api/bots/" + bot.get("id").asText(), starter, "");
    people.good("POST", "/api/bots", starter, "{\"name\":\"Two\"}");
  }
}
