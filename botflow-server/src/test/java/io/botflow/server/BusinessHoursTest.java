package io.botflow.server;

import static io.botflow.server.TestServer.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.spi.BotRef;
import io.botflow.whatsapp.sandbox.SandboxPhone;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bots hand over while somebody is there. */
class BusinessHoursTest {
  private static final String PATH = "/api/business-hours";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String ALL_WEEK =
      """
      {"hours": [{"day": "monday", "from": "00:00", "to": "24:00"},
        {"day": "tuesday", "from": "00:00", "to": "24:00"},
        {"day": "wednesday", "from": "00:00", "to": "24:00"},
        {"day": "thursday", "from": "00:00", "to": "24:00"},
        {"day": "friday", "from": "00:00", "to": "24:00"},
        {"day": "saturday", "from": "00:00", "to": "24:00"},
        {"day": "sunday", "from": "00:00", "to": "24:00"}]}
      """;

  /** Open for a billionth of a second a week. */
  private static final String NEVER =
      "{\"hours\": [{\"day\": \"monday\", \"from\": \"00:00\", \"to\": \"00:00:00.000000001\"}]}";

  private static @Nullable ApiPeople people;
  private static String admin = "";

  @BeforeAll
  static void open() throws Exception {
    people = new ApiPeople();
    admin = people().member(people().signedUp("anna"), ONE.bot().organization(), "admin");
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
                {"botflow": 1, "id": "desk", "name": "Desk", "language": "en-US",
                 "nodes": [
                   {"id": "start", "type": "trigger", "data": {"config": {"on": "conversation_start"}}},
                   {"id": "hand", "type": "handoff", "data": {"config": {
                     "note": "Somebody comes.", "unavailable": "We are back on Monday."}}},
                   {"id": "bye", "type": "end", "data": {"config": {}}}],
                 "edges": [
                   {"id": "e1", "source": "start", "target": "hand"},
                   {"id": "e2", "source": "hand", "sourceHandle": "unavailable", "target": "bye"},
                   {"id": "e3", "source": "hand", "sourceHandle": "returned", "target": "bye"}]}
                """),
            true);
  }

  @AfterAll
  static void close() {
    people().close();
  }

  private static ApiPeople people() {
    return Objects.requireNonNull(people);
  }

  private static String answerTo(String phone) throws Exception {
    SandboxPhone talking = people().server.network.phone(phone).talkTo(ONE.phoneNumberId());
    talking.say("help");
    return talking.await(PATIENCE).text();
  }

  @Test
  void aBotHandsOverWithinTheHoursAndWhileThereIsRoom() throws Exception {
    assertThat(people().good("GET", PATH, admin, "").get("open").asBoolean()).isTrue();
    assertThat(answerTo("31600000801")).isEqualTo("Somebody comes.");

    JsonNode closed = people().good("PATCH", PATH, admin, NEVER);
    assertThat(closed.get("open").asBoolean()).isFalse();
    assertThat(answerTo("31600000802")).isEqualTo("We are back on Monday.");

    people().good("PATCH", PATH, admin, ALL_WEEK);
    assertThat(answerTo("31600000803")).isEqualTo("Somebody comes.");
    // Two wait for the one member: there is no room for a third.
    Talk.until(
        people(), admin, "/api/conversations?owner=queue", page -> page.get("data").size() == 2);
    JsonNode full = people().good("PATCH", PATH, admin, "{\"conversationsPerPerson\": 2}");
    assertThat(full.get("open").asBoolean()).isFalse();
    assertThat(full.at("/settings/hours")).hasSize(7);
    assertThat(answerTo("31600000804")).isEqualTo("We are back on Monday.");
    assertThat(
            people()
                .good("PATCH", PATH, admin, "{\"conversationsPerPerson\": 3}")
                .get("open")
                .asBoolean())
        .isTrue();
  }

  @Test
  void whatAreNoHoursIsRefused() throws Exception {
    for (String wrong :
        List.of(
            "{\"zone\": \"Mars\"}",
            "{\"hours\": [{\"day\": \"someday\", \"from\": \"08:00\", \"to\": \"09:00\"}]}",
            "{\"hours\": [{\"day\": \"monday\", \"from\": \"09:00\", \"to\": \"08:00\"}]}",
            "{\"hours\": [{\"day\": \"monday\", \"from\": \"8\", \"to\": \"25:00\"}]}",
            "{\"hours\": [{\"day\": \"monday\"}]}",
            "{\"hours\": [null]}",
            "{\"closedDays\": [\"Christmas\"]}",
            "{\"closedDays\": [null]}",
            "{\"conversationsPerPerson\": -1}")) {
      assertThat(people().send("PATCH", PATH, admin, wrong).statusCode()).as(wrong).isEqualTo(400);
    }
    assertThat(
            people()
                .send("PATCH", PATH, admin, "{\"zone\": \"UTC\"}", "If-Match", "\"old\"")
                .statusCode())
        .isEqualTo(412);
  }
}
