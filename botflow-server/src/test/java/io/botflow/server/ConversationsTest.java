package io.botflow.server;

import static io.botflow.server.TestServer.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The inbox: customers write over WhatsApp, people read and answer over the API. */
class ConversationsTest {
  private static @Nullable ApiPeople people;
  private static String agent = "";
  private static String viewer = "";
  private static String stranger = "";

  @BeforeAll
  static void open() throws Exception {
    people = new ApiPeople();
    UUID shop = ONE.bot().organization();
    agent = people().member(people().signedUp("clara"), shop, "agent");
    viewer = people().member(people().signedUp("victor"), shop, "viewer");
    String token = people().signedUp("eve");
    stranger = people().inside(token, people().founded(token, "Other"));
  }

  @AfterAll
  static void close() {
    people().close();
  }

  private static ApiPeople people() {
    return Objects.requireNonNull(people);
  }

  private static void says(String phone, String text) throws Exception {
    String id = "wamid." + UUID.randomUUID();
    String body = TestServer.webhook(List.of(TestServer.text(ONE, phone, id, text)));
    assertThat(people().server.post(ONE, body).statusCode()).isEqualTo(200);
  }

  /** What the API answers, once it is so. */
  private static JsonNode until(String path, Predicate<JsonNode> so) throws Exception {
    return Talk.until(people(), agent, path, so);
  }

  /** The customer's conversation, once the bot has answered so often. */
  private static String answered(String phone, int times) throws Exception {
    String list = "/api/conversations?search=" + phone;
    JsonNode found = until(list, page -> page.get("data").size() == 1).at("/data/0");
    String path = "/api/conversations/" + found.get("id").asText();
    until(path + "/messages", page -> sentBy(page, "bot").size() == times);
    return path;
  }

  private static List<String> sentBy(JsonNode page, String who) {
    return page.get("data")
        .valueStream()
        .filter(message -> message.get("sentBy").asText().equals(who))
        .map(message -> message.get("text").asText())
        .toList();
  }

  @Test
  void aPersonsReplyTakesOverAndTheBotComesBackWhenItIsTold() throws Exception {
    String phone = "27820000011";
    says(phone, "hello");
    String path = answered(phone, 1);
    JsonNode before = until(path, view -> view.has("lastMessage"));
    assertThat(before.get("owner").asText()).isEqualTo("bot");
    assertThat(before.get("windowOpen").asBoolean()).isTrue();
    assertThat(before.at("/contact/name").asText()).isEqualTo("Ada");
    assertThat(before.at("/position/node").asText()).isEqualTo("ask");

    JsonNode said = people().good("POST", path + "/messages", agent, "{\"text\":\"Clara here\"}");
    String id = said.at("/data/0/id").asText();
    assertThat(said.at("/data/0/author/name").asText()).isEqualTo("clara");
    JsonNode mine = people().good("GET", path, agent, "");
    assertThat(mine.get("owner").asText()).isEqualTo("person");
    assertThat(mine.at("/assignee/name").asText()).isEqualTo("clara");
    until(
        path + "/messages",
        page ->
            page.at("/data/0/id").asText().equals(id)
                && List.of("sent", "delivered", "read")
                    .contains(page.at("/data/0/delivery/state").asText()));

    says(phone, "thank you");
    JsonNode waiting = until(path, view -> view.get("unread").asInt() == 1);
    assertThat(waiting.get("status").asText()).isEqualTo("open");
    assertThat(waiting.at("/lastMessage/text").asText()).isEqualTo("thank you");
    assertThat(people().good("GET", "/api/conversations?unread=true", agent, "").toString())
        .contains(waiting.get("id").asText());
    people().good("PATCH", path, agent, "{\"unread\":false}");

    people().good("POST", path + "/handoff", agent, "{\"to\":\"bot\"}");
    until(path, view -> view.get("owner").asText().equals("bot"));
    says(phone, "bye");
    JsonNode page =
        until(path + "/messages", all -> all.at("/data/0/text").asText().contains(": bye"));
    assertThat(sentBy(page, "person")).containsExactly("Clara here");
    assertThat(page.at("/data/0/sentBy").asText()).isEqualTo("bot");
    JsonNode why =
        people()
            .good(
                "GET",
                path + "/messages/" + page.at("/data/0/id").asText() + "/explanation",
                viewer,
                "");
    assertThat(why.get("events").findValuesAsText("event")).contains("heard", "said");

    JsonNode newer = people().good("GET", path + "/messages?after=" + id, agent, "");
    assertThat(newer.at("/data/0/text").asText()).isEqualTo("thank you");
    JsonNode oldest =
        people().good("GET", path + "/messages?limit=1&cursor=" + cursor(path), agent, "");
    assertThat(oldest.get("data")).hasSize(1);
  }

  @Test
  void theHistoryTellsWhoHadItAndTheBotGoesOnAtAChosenStep() throws Exception {
    String phone = "27820000019";
    says(phone, "hello");
    String path = answered(phone, 1);
    JsonNode steps = people().good("GET", path + "/steps", viewer, "");
    assertThat(steps.get("data").findValuesAsText("id"))
        .containsExactly("start", "first", "ask", "count");

    people().good("POST", path + "/handoff", agent, "{\"to\":\"person\"}");
    HttpResponse<String> nowhere =
        people().send("POST", path + "/handoff", agent, "{\"to\":\"bot\",\"node\":\"gone\"}");
    assertThat(nowhere.statusCode()).isEqualTo(400);
    assertThat(nowhere.body()).contains("/node");
    assertThat(people().good("GET", path, agent, "").get("owner").asText()).isEqualTo("person");

    people().good("POST", path + "/handoff", agent, "{\"to\":\"bot\",\"node\":\"count\"}");
    JsonNode page = until(path + "/messages", all -> sentBy(all, "bot").size() == 2);
    assertThat(sentBy(page, "bot").get(0)).startsWith("2:");
    JsonNode history = people().good("GET", path + "/handoffs", viewer, "").get("data");
    assertThat(history.findValuesAsText("kind")).containsExactly("given_back", "taken_over");
    assertThat(history.at("/1/by").asText()).isEqualTo("clara");
    assertThat(people().send("GET", path + "/handoffs", stranger, "").statusCode()).isEqualTo(404);
  }

  @Test
  void listsAreKeptUnderAName() throws Exception {
    String view = "{\"name\":\"Refunds\",\"query\":\"status=open&search=refund\"}";
    people().good("POST", "/api/saved-views", agent, view);
    String id =
        people()
            .good("POST", "/api/saved-views", agent, view.replace("Refunds", "refunds"))
            .get("id")
            .asText();
    JsonNode all = people().good("GET", "/api/saved-views", viewer, "").get("data");
    assertThat(all.findValuesAsText("name")).containsExactly("refunds");
    assertThat(
            people()
                .send("POST", "/api/saved-views", agent, view.replace("status", "<b>"))
                .statusCode())
        .isEqualTo(400);
    assertThat(people().send("POST", "/api/saved-views", viewer, view).statusCode()).isEqualTo(403);
    people().good("DELETE", "/api/saved-views/" + id, agent, "");
    assertThat(people().good("GET", "/api/saved-views", viewer, "").get("data")).isEmpty();
  }

  private static String cursor(String path) throws Exception {
    return people().good("GET", path + "/messages?limit=2", agent, "").get("next").asText();
  }

  @Test
  void labelsNotesSnoozeAndResolve() throws Exception {
    String phone = "27820000012";
    says(phone, "hello");
    String path = answered(phone, 1);
    String label =
        people()
            .good("POST", "/api/labels", agent, "{\"name\":\"VIP\",\"color\":\"#1a7f37\"}")
            .get("id")
            .asText();
    assertThat(
            people()
                .send("POST", "/api/labels", agent, "{\"name\":\"vip\",\"color\":\"#000000\"}")
                .statusCode())
        .isEqualTo(409);
    JsonNode changed =
        people()
            .good(
                "PATCH",
                path,
                agent,
                "{\"labels\":[\"%s\"],\"assignee\":\"me\",\"snooze\":\"reply\"}".formatted(label));
    assertThat(changed.at("/labels/0/name").asText()).isEqualTo("VIP");
    assertThat(changed.at("/assignee/name").asText()).isEqualTo("clara");
    assertThat(changed.get("status").asText()).isEqualTo("snoozed");
    String filters =
        "status=snoozed&owner=bot&assigned=me&label=" + label + "&bot=" + ONE.bot().bot();
    assertThat(people().good("GET", "/api/conversations?" + filters, agent, "").get("data"))
        .hasSize(1);
    assertThat(
            people()
                .send("PATCH", path, agent, "{\"labels\":[\"%s\"]}".formatted(new UUID(4, 4)))
                .body())
        .contains("/labels");
    assertThat(
            people()
                .send("PATCH", path, agent, "{\"unread\":true}", "If-Match", "\"old\"")
                .statusCode())
        .isEqualTo(412);

    people().good("POST", path + "/notes", agent, "{\"text\":\"angry, be kind\"}");
    JsonNode page = people().good("GET", path + "/messages", viewer, "");
    assertThat(page.at("/data/0/sentBy").asText()).isEqualTo("note");
    assertThat(people().good("GET", path, agent, "").at("/lastMessage/text").asText())
        .as("a note is nothing that was said")
        .doesNotContain("angry");

    says(phone, "again");
    until(path, view -> view.get("status").asText().equals("open"));
    people().good("POST", path + "/resolve", agent, "");
    until(path, view -> view.get("status").asText().equals("resolved") && !view.has("position"));
    assertThat(people().good("POST", path + "/reopen", agent, "").get("status").asText())
        .isEqualTo("open");

    String bulk =
        "{\"conversations\":[\"%s\",\"%s\"],\"change\":{\"assignee\":\"none\"}}"
            .formatted(changed.get("id").asText(), new UUID(6, 6));
    JsonNode many = people().good("POST", "/api/conversations/bulk", agent, bulk);
    assertThat(many.get("changed").get(0).has("assignee")).isFalse();
    assertThat(many.get("unknown")).hasSize(1);
  }

  @Test
  void cannedRepliesAreFoundByTheirCode() throws Exception {
    String made =
        people()
            .good(
                "POST",
                "/api/canned-replies",
                agent,
                "{\"shortCode\":\"hi\",\"text\":\"Hello {{ contact.name }}\"}")
            .get("id")
            .asText();
    people().good("PATCH", "/api/canned-replies/" + made, agent, "{\"text\":\"Good day\"}");
    assertThat(people().good("GET", "/api/canned-replies", viewer, "").at("/data/0/text").asText())
        .isEqualTo("Good day");
    assertThat(
            people()
                .send(
                    "POST", "/api/canned-replies", agent, "{\"shortCode\":\"a b\",\"text\":\"x\"}")
                .body())
        .contains("/shortCode");
    people().good("DELETE", "/api/canned-replies/" + made, agent, "");
  }

  @Test
  void whenTheWindowIsClosedTheTemplatesAreNamed() throws Exception {
    String phone = "27820000013";
    says(phone, "hello");
    String path = answered(phone, 1);
    people()
        .write(
            "conversations",
            "update botflow.conversations set last_inbound_at = now() - interval '25 hours' where id = '%s'"
                .formatted(path.substring(path.lastIndexOf('/') + 1)));
    people()
        .write(
            "message_templates",
            """
            insert into botflow.message_templates (org_id, business_account_id, name, language, id,
              content, status, quality, stale)
            values ('%s', 'waba-%s', 'come_back', 'en', '1', '{}', 'APPROVED', 'GREEN', false)
            """
                .formatted(ONE.bot().organization(), ONE.phoneNumberId()));
    HttpResponse<String> closed =
        people().send("POST", path + "/messages", agent, "{\"text\":\"Still there?\"}");
    assertThat(closed.statusCode()).isEqualTo(409);
    assertThat(closed.body()).contains("window-closed", "come_back en");
    assertThat(people().good("GET", path, agent, "").get("owner").asText())
        .as("what was refused takes nothing over")
        .isEqualTo("bot");
    assertThat(
            people()
                .send(
                    "POST",
                    path + "/messages",
                    agent,
                    "{\"template\":{\"name\":\"come_back\",\"language\":\"en\"}}")
                .body())
        .as("a template that nobody says is for service is an offer")
        .contains("not-allowed", "agreement");
  }

  @Test
  void whoBelongsElsewhereFindsNothingAndWhoOnlyReadsChangesNothing() throws Exception {
    String phone = "27820000014";
    says(phone, "hello");
    String path = answered(phone, 1);
    String reply = "{\"text\":\"x\"}";
    assertThat(people().send("GET", path, stranger, "").statusCode()).isEqualTo(404);
    assertThat(people().send("POST", path + "/messages", stranger, reply).statusCode())
        .isEqualTo(404);
    assertThat(
            people().send("POST", path + "/handoff", stranger, "{\"to\":\"queue\"}").statusCode())
        .isEqualTo(404);
    assertThat(people().good("GET", "/api/conversations", stranger, "").get("data")).isEmpty();
    assertThat(people().send("POST", path + "/messages", viewer, reply).statusCode())
        .isEqualTo(403);
    assertThat(people().good("GET", path, viewer, "").get("owner").asText()).isEqualTo("bot");
    for (String wrong :
        List.of("owner=robot", "status=x", "label=1", "unread=1", "cursor=x", "search=%20")) {
      assertThat(people().send("GET", "/api/conversations?" + wrong, agent, "").statusCode())
          .as(wrong)
          .isEqualTo(400);
    }
    for (String wrong :
        List.of(
            "{}",
            "{\"text\":\"\"}",
            "{\"text\":\"x\",\"media\":{\"kind\":\"image\",\"url\":\"https://a.example/x\"}}",
            "{\"media\":{\"kind\":\"image\",\"url\":\"file:///etc/passwd\"}}",
            "{\"template\":{\"name\":\"x\",\"language\":\"en\",\"components\":[{\"part\":\"no\"}]}}",
            "{\"text\":\"x\",\"returnAfterMinutes\":0}")) {
      assertThat(people().send("POST", path + "/messages", agent, wrong).statusCode())
          .as(wrong)
          .isEqualTo(400);
    }
  }

  @Test
  void theBotGoesOnAtAStepThatTheFlowHasOrNowhere() throws Exception {
    String phone = "27820000015";
    says(phone, "hello");
    String path = answered(phone, 1);
    people().good("POST", path + "/handoff", agent, "{\"to\":\"person\"}");

    HttpResponse<String> nowhere =
        people().send("POST", path + "/handoff", agent, "{\"to\":\"bot\",\"node\":\"nowhere\"}");
    assertThat(nowhere.statusCode()).isEqualTo(400);
    assertThat(nowhere.body()).contains("/node");
    assertThat(people().good("GET", path, agent, "").get("owner").asText()).isEqualTo("person");
    people().good("POST", path + "/handoff", agent, "{\"to\":\"bot\",\"node\":\"ask\"}");
    until(path, view -> view.get("owner").asText().equals("bot"));
  }

  @Test
  void whoTurnsOutToBeOnePersonHasOneConversationInTheList() throws Exception {
    says("27820000016", "apart by number");
    String byNumber = answered("27820000016", 1);
    String user = "ZA.1234567890";
    saysAs(user, null, "apart by name");
    String list = "/api/conversations?search=apart";
    JsonNode two = until(list, page -> page.get("data").size() == 2);
    assertThat(two.toString()).contains(byNumber.substring("/api/conversations/".length()));

    saysAs(user, "27820000016", "together");

    JsonNode one =
        until(
            "/api/conversations?search=together",
            page -> page.at("/data/0/lastMessage/text").asText().contains("together"));
    assertThat(one.get("data")).hasSize(1);
    JsonNode left = people().good("GET", list, agent, "").get("data");
    assertThat(left.findValuesAsText("id")).contains(one.at("/data/0/id").asText());
    assertThat(left).as("what was said to either is found in the one").hasSize(1);
  }

  private static void saysAs(String user, @Nullable String phone, String text) throws Exception {
    String number = phone == null ? "" : "\"from\": \"%s\",".formatted(phone);
    String contact = phone == null ? "" : ", \"wa_id\": \"%s\"".formatted(phone);
    String change =
        """
        {"field": "messages", "value": {"messaging_product": "whatsapp",
          "metadata": {"display_phone_number": "15550783881", "phone_number_id": "%s"},
          "contacts": [{"profile": {"name": "Ada"}, "user_id": "%s"%s}],
          "messages": [{%s "from_user_id": "%s", "id": "wamid.%s", "timestamp": "%d",
            "type": "text", "text": {"body": "%s"}}]}}
        """
            .formatted(
                ONE.phoneNumberId(),
                user,
                contact,
                number,
                user,
                UUID.randomUUID(),
                System.currentTimeMillis() / 1000,
                text);
    assertThat(people().server.post(ONE, TestServer.webhook(List.of(change))).statusCode())
        .isEqualTo(200);
  }
}
