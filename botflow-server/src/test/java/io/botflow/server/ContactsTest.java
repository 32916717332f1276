package io.botflow.server;

import static io.botflow.server.TestServer.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Customers over the API: found, changed, taken out whole and erased. */
class ContactsTest {
  private static final String PHONE = "27820000031";

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

  private static JsonNode conversation(ApiPeople people, String agent) throws Exception {
    return Talk.until(
            people,
            agent,
            "/api/conversations?search=" + PHONE,
            page -> page.at("/data/0/lastMessage/sentBy").asText().equals("bot"))
        .at("/data/0");
  }
}
