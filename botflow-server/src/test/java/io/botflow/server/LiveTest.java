package io.botflow.server;

import static io.botflow.server.TestServer.ONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Open pages hear of what happens: over real WebSockets, as customers write over WhatsApp. */
class LiveTest {
  private static @Nullable ApiPeople people;
  private static String agent = "";
  private static String viewer = "";

  @BeforeAll
  static void open() throws Exception {
    people = new ApiPeople();
    UUID shop = ONE.bot().organization();
    agent = people().member(people().signedUp("clara"), shop, "agent");
    viewer = people().member(people().signedUp("victor"), shop, "viewer");
  }

  @AfterAll
  static void close() {
    people().close();
  }

  private static ApiPeople people() {
    return Objects.requireNonNull(people);
  }

  private static String url() {
    return people().server.url;
  }

  private static void says(String phone, String text) throws Exception {
    String body =
        TestServer.webhook(
            List.of(TestServer.text(ONE, phone, "wamid." + UUID.randomUUID(), text)));
    assertThat(people().server.post(ONE, body).statusCode()).isEqualTo(200);
  }

  /** The conversation's id, as the list is told of it. */
  private static String conversation(TestPage page, String phone) throws Exception {
    return page.await(
            "conversation:updated",
            frame ->
                frame.at("/data/contact/phone").asText().equals(phone)
                    && frame.at("/data/lastMessage/sentBy").asText().equals("bot"))
        .at("/data/id")
        .asText();
  }

  private static String joining(String conversation) {
    return "{\"conversationId\":\"" + conversation + "\"}";
  }

  private static boolean says(JsonNode frame, String text) {
    return frame.at("/data/text").asText().contains(text);
  }

  @Test
  void whatIsSaidIsToldToThoseWhoLook() throws Exception {
    String phone = "27820000021";
    try (TestPage clara = TestPage.open(url(), agent, "");
        TestPage victor = TestPage.open(url(), viewer, "")) {
      says(phone, "hello");
      String id = conversation(clara, phone);
      conversation(victor, phone);
      clara.send("conversation:join", joining(id));
      clara.await("conversation:joined");
      says(phone, "is anybody there");
      clara.await("message:new", frame -> says(frame, "is anybody there"));
      clara.await("message:new", frame -> frame.at("/data/sentBy").asText().equals("bot"));
      clara.await(
          "message:status",
          frame ->
              List.of("sent", "delivered", "read")
                  .contains(frame.at("/data/delivery/state").asText()));

      String said =
          "{\"ref\":\"r1\",\"conversationId\":\"%s\",\"content\":{\"text\":\"Clara here\"}}"
              .formatted(id);
      clara.send("message:send", said);
      JsonNode sent = clara.await("message:sent");
      clara.send("message:send", said);
      clara.send("message:send", said.replace("r1", "r2").replace("text", "no"));
      assertThat(clara.await("error").at("/data/code").asText()).isEqualTo("invalid-body");
      List<JsonNode> answers =
          clara.frames().stream()
              .filter(frame -> frame.get("event").asText().equals("message:sent"))
              .toList();
      assertThat(answers).hasSize(2);
      assertThat(answers.get(1).at("/data/answer/data/0/id"))
          .as("the same reference says nothing twice")
          .isEqualTo(sent.at("/data/answer/data/0/id"));
      victor.await(
          "conversation:updated",
          frame ->
              frame.at("/data/id").asText().equals(id)
                  && frame.at("/data/owner").asText().equals("person"));

      victor.send("message:send", said.replace("r1", "r3"));
      assertThat(victor.await("error").at("/data/code").asText()).isEqualTo("forbidden");
      victor.send("conversation:join", joining(id));
      victor.await("conversation:joined");
      clara.send("typing:start", joining(id));
      JsonNode typing = victor.await("typing:indicator");
      assertThat(typing.at("/data/typing").asBoolean()).isTrue();
      victor.await("presence", frame -> frame.at("/data/online").size() == 2);
      assertThat(victor.frames())
          .as("messages go to those who joined before")
          .noneMatch(frame -> frame.get("event").asText().equals("message:new"));
    }
  }

  @Test
  void anotherServerTellsWhatWasMissedAtTheFirst() throws Exception {
    String phone = "27820000029";
    long last;
    String id;
    try (TestPage page = TestPage.open(url(), agent, "")) {
      says(phone, "hello");
      JsonNode told =
          page.await(
              "conversation:updated",
              frame ->
                  frame.at("/data/contact/phone").asText().equals(phone)
                      && frame.at("/data/lastMessage/sentBy").asText().equals("bot"));
      id = told.at("/data/id").asText();
      last = told.get("id").asLong();
    }
    says(phone, "one more");
    try (ApiPeople other = new ApiPeople(people().address);
        TestPage back =
            TestPage.open(
                other.server.url, agent, ",\"last\":%d,\"joined\":[\"%s\"]".formatted(last, id))) {
      assertThat(back.await("welcome").at("/data/resumed").asBoolean()).isTrue();
      back.await("message:new", frame -> says(frame, "one more"));
    }
  }

  @Test
  void whoComesBackHearsWhatWasMissedOnceAndInOrder() throws Exception {
    String phone = "27820000022";
    long last;
    String id;
    try (TestPage page = TestPage.open(url(), agent, "")) {
      says(phone, "hello");
      id = conversation(page, phone);
      page.send("conversation:join", joining(id));
      page.await("conversation:joined");
      says(phone, "one");
      last =
          page.await("message:new", frame -> frame.at("/data/sentBy").asText().equals("bot"))
              .get("id")
              .asLong();
    }
    for (String text : List.of("two", "three")) {
      says(phone, text);
      try (TestPage other = TestPage.open(url(), viewer, "")) {
        other.send("conversation:join", joining(id));
        other.await("conversation:joined");
      }
    }
    String more = ",\"last\":%d,\"joined\":[\"%s\"]".formatted(last, id);
    try (TestPage back = TestPage.open(url(), agent, more)) {
      assertThat(back.await("welcome").at("/data/resumed").asBoolean()).isTrue();
      back.await(
          "message:new",
          frame -> says(frame, "three") && frame.at("/data/sentBy").asText().equals("bot"));
      List<JsonNode> messages =
          back.frames().stream()
              .filter(frame -> frame.get("event").asText().equals("message:new"))
              .toList();
      assertThat(messages).extracting(frame -> frame.get("id").asLong()).isSorted();
      assertThat(messages)
          .extracting(frame -> frame.at("/data/id").asText())
          .doesNotHaveDuplicates();
      assertThat(messages)
          .filteredOn(frame -> frame.at("/data/sentBy").asText().equals("customer"))
          .extracting(frame -> frame.at("/data/text").asText())
          .contains("two", "three");
    }
    try (TestPage lost = TestPage.open(url(), agent, ",\"last\":999999999")) {
      lost.await("reload");
      assertThat(lost.await("welcome").at("/data/resumed").asBoolean()).isFalse();
    }
  }

  @Test
  void whoIsRemovedIsCutOff() throws Exception {
    UUID shop = ONE.bot().organization();
    String boss = people().member(people().signedUp("olga"), shop, "owner");
    String token = people().signedUp("rita");
    String inside = people().member(token, shop, "agent");
    String rita = people().good("GET", "/api/auth/me", token, "").get("id").asText();
    try (TestPage page = TestPage.open(url(), inside, "")) {
      people().good("DELETE", "/api/organizations/" + shop + "/members/" + rita, boss, "");
      assertThat(page.closed()).isEqualTo(4403);
    }
  }

  @Test
  void aTokenThatIsOverIsRenewedWithoutLosingTheLine() throws Exception {
    JsonNode session = people().session("nina");
    String token = session.get("accessToken").asText();
    String inside = people().member(token, ONE.bot().organization(), "viewer");
    try (TestPage page = TestPage.open(url(), inside, "")) {
      page.send("auth", "{\"token\":\"" + inside + "\"}");
      page.await("auth:renewed");
      people().good("POST", "/api/auth/logout", token, "");
      page.await("token:expired");
      page.send("auth", "{\"token\":\"" + agent + "\"}");
      assertThat(page.closed()).as("another person's token").isEqualTo(4401);
    }
  }

  @Test
  void onlyOurOwnPagesAndWhoSaysWhoTheyAre() throws Exception {
    assertThatThrownBy(() -> TestPage.open(url(), "https://evil.example").close())
        .hasCauseInstanceOf(WebSocketHandshakeException.class);
    TestPage.open(url(), url()).close();
    for (String first :
        List.of(
            "{\"event\":\"hello\",\"data\":{\"token\":\"no\"}}",
            "{\"event\":\"hello\",\"data\":{}}")) {
      try (TestPage page = TestPage.open(url(), (String) null)) {
        page.sendText(first);
        assertThat(page.closed()).isEqualTo(4401);
      }
    }
    for (String wrong :
        List.of(
            "hello",
            "[]",
            "{\"event\":1,\"data\":{}}",
            "{\"event\":\"conversation:join\",\"data\":{}}")) {
      try (TestPage page = TestPage.open(url(), (String) null)) {
        page.sendText(wrong);
        assertThat(page.closed()).as(wrong).isEqualTo(4400);
      }
    }
    try (TestPage page = TestPage.open(url(), agent, "")) {
      page.send("conversation:join", joining(new UUID(3, 3).toString()));
      assertThat(page.await("error").at("/data/code").asText()).isEqualTo("not-found");
      page.sendText("x".repeat(70_000));
      assertThat(page.closed()).isEqualTo(1009);
    }
    try (TestPage page = TestPage.open(url(), agent, "")) {
      try {
        for (int i = 0; i < 500; i++) {
          page.send("conversation:leave", joining(new UUID(3, 3).toString()));
        }
      } catch (CompletionException e) {
        // It is closed before all are sent.
      }
      assertThat(page.closed()).as("too many frames").isEqualTo(4429);
    }
  }
}
