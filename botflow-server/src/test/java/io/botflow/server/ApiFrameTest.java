package io.botflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** What holds for every route, and what members may do to each other. */
class ApiFrameTest {

  @Test
  void takesOnlyWhatARouteTakes() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      String token = people.signedUp("ada");
      String path = "/api/organizations";
      String large = "{\"name\":\"%s\"}".formatted("x".repeat(300_000));
      assertThat(people.send("POST", path, token, large).statusCode()).isEqualTo(413);
      String deep = "{\"name\":%s}".formatted("[".repeat(1_000));
      for (String body :
          new String[] {
            deep,
            "{",
            "null",
            "[]",
            "{}",
            "{\"name\":1}",
            "{\"name\":\"a\",\"name\":\"b\"}",
            "{\"name\":\"a\"} {}",
            "{\"name\":\"\"}",
            "{\"name\":\"a\",\"id\":\"b\"}"
          }) {
        HttpResponse<String> answer = people.send("POST", path, token, body);
        assertThat(answer.statusCode()).as(body).isEqualTo(400);
        assertThat(answer.body()).as(body).contains("\"invalid-body\"");
      }
      assertThat(
              people
                  .send("POST", path, token, "{\"name\":\"a\"}", "Content-Type", "text/plain")
                  .statusCode())
          .isEqualTo(415);
      assertThat(people.good("GET", path, token, "").get("data")).isEmpty();
      assertThat(people.send("GET", "/api/audit-log", token, "").body())
          .contains("no-organization");
    }
  }

  @Test
  void whatIsNoTextIsRefusedWhereverItStands() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      String token = people.signedUp("ada");
      for (String bad : new String[] {"\\u0000", "a\\u0000b", "\\ud800", "\\udfff\\ud800"}) {
        String logIn = "{\"email\":\"%s@example.org\",\"password\":\"x\"}".formatted(bad);
        assertThat(people.send("POST", "/api/auth/login", null, logIn).body())
            .as(bad)
            .contains("invalid-body", "\"/email\"");
        String password = "{\"password\":\"%s\"}".formatted(bad);
        assertThat(people.send("POST", "/api/auth/totp", token, password).body())
            .as(bad)
            .contains("invalid-body", "\"/password\"");
        String name = "{\"name\":\"%s\"}".formatted(bad);
        assertThat(people.send("POST", "/api/organizations", token, name).statusCode())
            .as(bad)
            .isEqualTo(400);
      }
      String pair = "{\"name\":\"\\ud83d\\ude00\"}";
      assertThat(people.good("POST", "/api/organizations", token, pair).get("name").asText())
          .isEqualTo("\ud83d\ude00");
    }
  }

  @Test
  void aWriteThatComesTwiceIsDoneOnceAndAReaderWhoHasItHearsSo() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      String token = people.signedUp("ada");
      String body = "{\"name\":\"Shop\"}";
      String[] once = {"Idempotency-Key", "first"};
      HttpResponse<String> first = people.send("POST", "/api/organizations", token, body, once);
      HttpResponse<String> second = people.send("POST", "/api/organizations", token, body, once);
      assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
      assertThat(second.body()).isEqualTo(first.body());
      assertThat(second.headers().firstValue("Idempotent-Replayed")).contains("true");
      assertThat(
              people.send("POST", "/api/organizations", token, "{\"name\":\"Other\"}", once).body())
          .contains("idempotency-mismatch");
      assertThat(people.good("GET", "/api/organizations", token, "").get("data")).hasSize(1);

      String one = "/api/organizations/" + ApiPeople.JSON.readTree(first.body()).get("id").asText();
      String tag = people.send("GET", one, token, "").headers().firstValue("ETag").orElseThrow();
      assertThat(people.send("GET", one, token, "", "If-None-Match", tag).statusCode())
          .isEqualTo(304);
      String name = "{\"name\":\"New\"}";
      assertThat(people.send("PATCH", one, token, name, "If-Match", tag).statusCode())
          .isEqualTo(200);
      assertThat(people.send("PATCH", one, token, name, "If-Match", tag).statusCode())
          .isEqualTo(412);
    }
  }

  @Test
  void nobodyRaisesThemselvesAndTheLastOwnerStays() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      String owner = people.signedUp("owner");
      String shop = people.founded(owner, "Shop");
      String admin = people.joined(owner, shop, "admin", "admin");
      String members = "/api/organizations/%s/members/".formatted(shop);
      String ownerId = people.good("GET", "/api/auth/me", owner, "").get("id").asText();
      String adminId = people.good("GET", "/api/auth/me", admin, "").get("id").asText();
      String asOwner = "{\"role\":\"owner\"}";
      String asViewer = "{\"role\":\"viewer\"}";

      assertThat(people.send("PATCH", members + adminId, admin, asOwner).statusCode())
          .isEqualTo(403);
      assertThat(people.send("PATCH", members + ownerId, admin, asViewer).statusCode())
          .isEqualTo(403);
      assertThat(people.send("DELETE", members + ownerId, admin, "").statusCode()).isEqualTo(403);
      assertThat(people.send("PATCH", members + ownerId, owner, asViewer).body())
          .contains("last-owner");
      assertThat(
              people.send("POST", "/api/organizations/%s/leave".formatted(shop), owner, "").body())
          .contains("last-owner");

      people.good("PATCH", members + adminId, owner, asViewer);
      assertThat(people.send("GET", "/api/audit-log", admin, "").statusCode())
          .as("the token is the same, the role is not")
          .isEqualTo(403);
      people.good("DELETE", members + adminId, owner, "");
      assertThat(people.send("GET", "/api/organizations/" + shop, admin, "").statusCode())
          .isEqualTo(404);
      JsonNode log =
          people.good("GET", "/api/audit-log", people.inside(owner, shop), "").get("data");
      assertThat(log.findValuesAsText("action"))
          .contains("member.invited", "member.joined", "member.removed");
    }
  }
}
