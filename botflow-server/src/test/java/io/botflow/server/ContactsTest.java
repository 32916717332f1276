package io.botflow.server;

import static io.botflow.server.TestServer.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.message.ChannelAddress;
import io.botflow.spi.BotRef;
import io.botflow.store.jdbc.DatabaseAddress;
import io.botflow.store.jdbc.DatabaseSettings;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Deployments;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Customers over the API: found, changed, taken out whole and erased. */
class ContactsTest {
  private static final String PHONE = "27820000031";
  private static final String OTHER_PHONE = "27820000039";

  @Test
  void aCustomerIsKnownTakenOutAndErased() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      UUID shop = ONE.bot().organization();
      String admin = people.member(people.signedUp("olga"), shop, "admin");
      String agent = people.member(people.signedUp("clara"), shop, "agent");
      String token = people.signedUp("eve");
      String stranger = people.inside(token, people.founded(token, "Other"));
      String said =
          TestServer.text(ONE, PHONE, "wamid." + UUID.randomUUID(), "my secret is canary-4711");
      people.server.post(ONE, TestServer.webhook(List.of(said)));
      JsonNode conversation = conversation(people, agent);
      String path = "/api/contacts/" + conversation.at("/contact/id").asText();

      JsonNode changed =
          people.good(
              "PATCH",
              path,
              agent,
              """
              {"name": "Ada L.", "language": "en", "fields": {"plan": "gold", "seats": 3},
               "tags": ["vip"]}
              """);
      assertThat(changed.at("/fields/seats").asInt()).isEqualTo(3);
      assertThat(people.good("PATCH", path, agent, "{\"fields\":{\"plan\":null}}").get("fields"))
          .hasSize(1);
      assertThat(people.send("PATCH", path, agent, "{\"zone\":\"Mars/Olympus\"}").statusCode())
          .isEqualTo(400);
      assertThat(people.good("GET", "/api/contacts?search=ada&tag=vip", agent, "").get("data"))
          .hasSize(1);
      assertThat(people.good("GET", "/api/contacts", stranger, "").get("data")).isEmpty();
      assertThat(people.send("GET", path, stranger, "").statusCode()).isEqualTo(404);
      assertThat(people.good("GET", path + "/consents", agent, "").get("data")).isEmpty();
      String known =
          "{\"channelId\":\"%s\",\"phone\":\"+27 82 000 0031\"}".formatted(ONE.bot().channel());
      assertThat(people.send("POST", "/api/contacts", agent, known).statusCode()).isEqualTo(409);
      people.good("POST", "/api/contacts", agent, known.replace("0031", "0032"));

      assertThat(people.send("GET", path + "/export", agent, "").statusCode()).isEqualTo(403);
      String export = people.good("GET", path + "/export", admin, "").toString();
      assertThat(export).contains("canary-4711", "Ada L.", PHONE);

      assertThat(people.send("DELETE", path, agent, "").statusCode()).isEqualTo(403);
      people.good("DELETE", path, admin, "");
      assertThat(people.send("GET", path, admin, "").statusCode()).isEqualTo(404);
      String gone = "/api/conversations/" + conversation.get("id").asText();
      assertThat(people.send("GET", gone, admin, "").statusCode()).isEqualTo(404);
      assertThat(people.send("GET", gone + "/messages", admin, "").statusCode()).isEqualTo(404);
      assertThat(people.everything()).doesNotContain("canary-4711", PHONE, "Ada L.");
      assertThat(
              people
                  .good("GET", "/api/audit-log", admin, "")
                  .get("data")
                  .findValuesAsText("action"))
          .contains("contact.exported", "contact.erased");
    }
  }

  @Test
  void whoWasErasedStaysErasedWhenABackupBringsThemBack(@TempDir Path folder) throws Exception {
    Map<String, String> settings =
        Map.of("BOTFLOW_ERASURE_LEDGER_FILE", folder.resolve("erasures.log").toString());
    DatabaseAddress live = TestDatabase.fresh();
    String path;
    String admin;
    try (ApiPeople people = new ApiPeople(live, settings)) {
      UUID shop = ONE.bot().organization();
      admin = people.member(people.signedUp("olga"), shop, "admin");
      for (String phone : List.of(PHONE, OTHER_PHONE)) {
        String said =
            TestServer.text(ONE, phone, "wamid." + UUID.randomUUID(), "canary of " + phone);
        people.server.post(ONE, TestServer.webhook(List.of(said)));
        people.server.network.phone(phone).await(Duration.ofSeconds(30));
      }
      path = "/api/contacts/" + contact(people, admin, PHONE);
    }
    DatabaseAddress backup = TestDatabase.copy(live);
    try (ApiPeople people = new ApiPeople(live, settings)) {
      people.good("DELETE", path, admin, "");
    }

    try (ApiPeople people = new ApiPeople(backup, settings)) {
      assertThat(people.send("GET", path, admin, "").statusCode()).isEqualTo(404);
      assertThat(people.everything())
          .doesNotContain(PHONE)
          .contains("canary of " + OTHER_PHONE, "contact.erased");
    }
    assertThat(Files.readString(folder.resolve("erasures.log"))).doesNotContain(PHONE);
  }

  private static String contact(ApiPeople people, String token, String phone) throws Exception {
    return people.good("GET", "/api/contacts?search=" + phone, token, "").at("/data/0/id").asText();
  }

  @Test
  void whoWroteByMailIsErasedWithTheThread() throws Exception {
    try (ApiPeople people = new ApiPeople();
        Databases databases = Databases.open(DatabaseSettings.external(people.address))) {
      BotRef desk = new BotRef(ONE.bot().organization(), ONE.bot().bot(), new UUID(1, 77));
      Deployments deployments = new Deployments(databases);
      deployments.connect(desk, new ChannelAddress("email", "help@shop.example"), "The Shop");
      String secret = deployments.email(desk, "mx.shop.example");
      String admin = people.member(people.signedUp("olga"), desk.organization(), "admin");
      String agent = people.member(people.signedUp("clara"), desk.organization(), "agent");
      String mail =
          """
          Authentication-Results: mx.shop.example; dmarc=pass header.from=mail.example
          From: Ann Lee <canary@mail.example>
          To: help@shop.example
          Message-ID: <1@mail.example>
          Subject: Shoes
          Content-Type: text/plain

          Hello
          """
              .replace("\n", "\r\n");
      HttpRequest brought =
          HttpRequest.newBuilder(
                  URI.create(people.server.url + "/api/webhooks/email/help@shop.example"))
              .header("X-Webhook-Secret", secret)
              .POST(HttpRequest.BodyPublishers.ofString(mail))
              .build();
      assertThat(
              people.server.http.send(brought, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
      String contact =
          Talk.until(
                  people,
                  agent,
                  "/api/conversations?search=ann",
                  page -> page.at("/data/0").isObject())
              .at("/data/0/contact/id")
              .asText();
      assertThat(people.everything()).contains("canary@mail.example");

      people.good("DELETE", "/api/contacts/" + contact, admin, "");

      assertThat(people.everything()).doesNotContain("canary@mail.example");
    }
  }

  private static JsonNode conversation(ApiPeople people, String agent) throws Exception {
    return Talk.until(
            people,
            agent,
            "/api/conversations?search=" + PHONE,
            page -> page.at("/data/0/lastMessage/sentBy").asText().equals("bot"))
        .at("/data/0");
  }
}
