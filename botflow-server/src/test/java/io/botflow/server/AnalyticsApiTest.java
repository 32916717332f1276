package io.botflow.server;

import static io.botflow.server.TestServer.ONE;
import static io.botflow.server.TestServer.OTHER_APP;
import static io.botflow.server.TestServer.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.server.faults.Until;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Figures follow what happens in conversations, each thing counted once. */
class AnalyticsApiTest {
  private static @Nullable ApiPeople people;
  private static String admin = "";
  private static String stranger = "";
  private static String other = "";

  @BeforeAll
  static void open() throws Exception {
    people = new ApiPeople();
    admin = people().member(people().signedUp("anna"), ONE.bot().organization(), "admin");
    stranger = people().member(people().signedUp("tom"), TWO.bot().organization(), "viewer");
    other = people().member(people().signedUp("olga"), OTHER_APP.bot().organization(), "viewer");
  }

  @AfterAll
  static void close() {
    people().close();
  }

  private static ApiPeople people() {
    return Objects.requireNonNull(people);
  }

  private static void says(TestNumber number, String phone, String text) throws Exception {
    String id = "wamid." + UUID.randomUUID();
    String body = TestServer.webhook(List.of(TestServer.text(number, phone, id, text)));
    assertThat(people().server.post(number, body).statusCode()).isEqualTo(200);
  }

  /** The customer's conversation, once the bot has answered so often. */
  private static String answered(String token, String phone, int times) throws Exception {
    String list = "/api/conversations?search=" + phone;
    String path =
        "/api/conversations/"
            + Talk.until(people(), token, list, page -> page.get("data").size() == 1)
                .at("/data/0/id")
                .asText();
    Talk.until(
        people(),
        token,
        path + "/messages",
        page ->
            page.get("data")
                    .valueStream()
                    .filter(message -> message.get("sentBy").asText().equals("bot"))
                    .count()
                == times);
    return path;
  }

  @Test
  void whatHappensIsCountedOnceAndShownToItsOrganisation() throws Exception {
    says(ONE, "27820000601", "hello");
    answered(admin, "27820000601", 1);
    says(ONE, "27820000601", "one");
    answered(admin, "27820000601", 2);
    says(ONE, "27820000602", "hello");
    String second = answered(admin, "27820000602", 1);
    people().good("POST", second + "/handoff", admin, "{\"to\":\"queue\"}");
    people().good("POST", second + "/messages", admin, "{\"text\":\"Anna here\"}");

    String today = LocalDate.now(ZoneOffset.UTC).toString();
    JsonNode overview =
        Talk.until(
            people(),
            admin,
            "/api/analytics/overview?compare=true&from=" + today + "&to=" + today,
            answer -> answer.at("/figures/messagesPeople").asInt() == 1);
    JsonNode figures = overview.get("figures");
    assertThat(figures.get("conversations").asInt()).isEqualTo(2);
    assertThat(figures.get("messagesIn").asInt()).isEqualTo(3);
    assertThat(figures.get("messagesBot").asInt()).isEqualTo(3);
    assertThat(figures.get("takenOver").asInt()).isEqualTo(1);
    assertThat(figures.get("resolvedByBot").asInt()).isZero();
    assertThat(figures.has("resolutionRate")).as("of nothing").isFalse();
    assertThat(figures.get("firstResponseMs").asLong()).isBetween(0L, 600_000L);
    assertThat(figures.get("personResponseMs").asLong()).isBetween(0L, 600_000L);
    assertThat(figures.get("modelTokens").asInt()).isZero();
    assertThat(overview.at("/previous/conversations").asInt()).isZero();

    JsonNode days = people().good("GET", "/api/analytics/conversations", admin, "").get("data");
    assertThat(days).hasSize(1);
    assertThat(days.at("/0/day").asText()).isEqualTo(today);
    assertThat(days.at("/0/figures/conversations").asInt()).isEqualTo(2);
    String channel = "&channel=" + ONE.bot().channel();
    assertThat(people().good("GET", "/api/analytics/messages?" + channel, admin, "").get("data"))
        .hasSize(1);
    JsonNode bots = people().good("GET", "/api/analytics/performance", admin, "").get("data");
    assertThat(bots.at("/0/name").asText()).isEqualTo("Counter");
    assertThat(bots.at("/0/goal/taskType").asText()).isEqualTo("custom");

    JsonNode channels = people().good("GET", "/api/analytics/channels", admin, "").get("data");
    assertThat(channels).hasSize(1);
    assertThat(channels.at("/0/channelId").asText()).isEqualTo(ONE.bot().channel().toString());
    assertThat(channels.at("/0/figures/messagesIn").asInt()).isEqualTo(3);
    assertThat(people().good("GET", "/api/analytics/channels", stranger, "").get("data")).isEmpty();

    String nobody = "/api/analytics/overview?bot=" + UUID.randomUUID();
    assertThat(people().good("GET", nobody, admin, "").at("/figures/messagesIn").asInt()).isZero();
    JsonNode theirs = people().good("GET", "/api/analytics/overview", stranger, "");
    assertThat(theirs.at("/figures/messagesIn").asInt()).isZero();
    String csv = people().send("GET", "/api/analytics/export", admin, "").body();
    assertThat(csv.lines()).hasSize(2);
    assertThat(csv)
        .contains("\"%s\",\"%s\",\"%s\"".formatted(today, ONE.bot().bot(), ONE.bot().channel()));

    JsonNode bot =
        people().good("GET", "/api/bots/" + ONE.bot().bot() + "/analytics?compare=true", admin, "");
    assertThat(bot.at("/figures/messagesIn").asInt()).isEqualTo(3);
    assertThat(bot.has("versionId")).isTrue();
    JsonNode ask =
        bot.get("steps")
            .valueStream()
            .filter(step -> step.get("nodeId").asText().equals("ask"))
            .findFirst()
            .orElseThrow();
    assertThat(ask.get("entered").asInt()).isEqualTo(3);
    assertThat(ask.get("left").asInt()).isEqualTo(1);
    assertThat(ask.get("stayed").asInt()).as("both wait there").isEqualTo(2);
  }

  @Test
  void whatTheChannelTookIsCountedByWhatItIsChargedAs() throws Exception {
    says(OTHER_APP, "27820000603", "hello");
    answered(other, "27820000603", 1);

    Until.holds(
        "deliveries are counted",
        Duration.ofSeconds(90),
        () -> {
          countDeliveries();
          return people()
                  .good("GET", "/api/analytics/overview", other, "")
                  .at("/figures/delivery/sent")
                  .asInt()
              > 0;
        });

    JsonNode figures = people().good("GET", "/api/analytics/overview", other, "").get("figures");
    long byCategory =
        figures.get("messagesByCategory").valueStream().mapToLong(JsonNode::asLong).sum();
    assertThat(byCategory).isEqualTo(figures.at("/delivery/sent").asLong());
  }

  @Test
  void daysAreThoseOfTheZoneOfTheBusinessHours() throws Exception {
    String owner =
        people().member(people().signedUp("olaf"), OTHER_APP.bot().organization(), "admin");
    // One of the two has another day than UTC at every hour.
    boolean late = LocalTime.now(ZoneOffset.UTC).getHour() >= 10;
    String zone = late ? "Pacific/Kiritimati" : "Pacific/Niue";
    people().good("PATCH", "/api/business-hours", owner, "{\"zone\":\"%s\"}".formatted(zone));
    String day = LocalDate.now(ZoneId.of(zone)).toString();
    assertThat(day).isNotEqualTo(LocalDate.now(ZoneOffset.UTC).toString());
    says(OTHER_APP, "27820000604", "hello");
    answered(owner, "27820000604", 1);

    String path = "/api/analytics/messages?from=%s&to=%s".formatted(day, day);
    Until.holds(
        "turns and deliveries are counted on that day",
        Duration.ofSeconds(90),
        () -> {
          countDeliveries();
          JsonNode figures = people().good("GET", path, owner, "").at("/data/0/figures");
          return figures.path("messagesIn").asInt() > 0 && figures.at("/delivery/sent").asInt() > 0;
        });
    assertThat(people().good("GET", "/api/analytics/overview", owner, "").get("to").asText())
        .isEqualTo(day);

    String nowhere =
        "update botflow.desks set zone = 'Nowhere/Land' where org_id = '%s'"
            .formatted(OTHER_APP.bot().organization());
    people().write("desks", nowhere);
    JsonNode before = byUtc(owner);
    says(OTHER_APP, "27820000605", "hello");
    Until.holds(
        "what nobody knows as a zone counts as UTC, and stops nothing",
        Duration.ofSeconds(90),
        () -> {
          countDeliveries();
          JsonNode now = byUtc(owner);
          return isMore(before, now, "/messagesIn") && isMore(before, now, "/delivery/sent");
        });
  }

  private static JsonNode byUtc(String token) throws Exception {
    String day = LocalDate.now(ZoneOffset.UTC).toString();
    String path = "/api/analytics/overview?from=%s&to=%s".formatted(day, day);
    return people().good("GET", path, token, "").get("figures");
  }

  private static boolean isMore(JsonNode before, JsonNode now, String figure) {
    return now.at(figure).asInt() > before.at(figure).asInt();
  }

  /** The first look comes at once, the next one after minutes: it is told to come now. */
  private static void countDeliveries() throws Exception {
    people()
        .write(
            "analytics_progress",
            "update botflow.analytics_progress set delivered_at = '-infinity'");
  }

  @Test
  void aRangeThatIsNoneIsRefused() throws Exception {
    for (String range :
        List.of(
            "from=yesterday",
            "from=2026-02-30",
            "from=2026-03-02&to=2026-03-01",
            "from=2020-01-01&to=2026-01-01",
            "from=-999999999-01-01",
            "bot=7",
            "compare=perhaps")) {
      assertThat(people().send("GET", "/api/analytics/overview?" + range, admin, "").statusCode())
          .as(range)
          .isEqualTo(400);
    }
  }
}
