package io.botflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of an API key. */
class ApiKeysTest {
  private static final String KEYS = "/api/api-keys";

  private String owner = "";
  private String shop = "";

  private void found(ApiPeople people) throws Exception {
    String token = people.signedUp("owner");
    shop = people.founded(token, "Shop");
    owner = people.inside(token, shop);
  }

  @BeforeEach
  void nobodyYet() {
    owner = "";
  }

  @Test
  void aKeyIsHashedChecksummedAndDeadWhenRevoked() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      found(people);
      JsonNode made = make(people, "");
      String key = made.get("key").asText();
      assertThat(key).matches("bfk_live_[0-9A-Za-z]{36}");
      assertThat(made.at("/details/hint").asText())
          .isEqualTo("bfk_live_…" + key.substring(key.length() - 4));
      assertThat(made.at("/details").has("lastUsedAt")).isFalse();
      assertThat(use(people, key)).isEqualTo(200);
      JsonNode used = people.good("GET", KEYS + "/" + made.at("/details/id").asText(), owner, "");
      assertThat(used.get("lastUsedAt").asText()).isNotEmpty();
      assertThat(
              TestDatabase.rows(
                  people.address, "api_keys", "select row(k.*)::text from api_keys k"))
          .singleElement()
          .asString()
          .doesNotContain(key.substring(9));

      char last = key.charAt(key.length() - 1);
      String wrongChecksum = key.substring(0, key.length() - 1) + (last == '0' ? '1' : '0');
      for (String wrong :
          List.of(wrongChecksum, key + "0", key.substring(1), key.replace("live", "test"))) {
        assertThat(use(people, wrong)).as(wrong).isEqualTo(401);
      }
      people.good("DELETE", KEYS + "/" + made.at("/details/id").asText(), owner, "");
      assertThat(use(people, key)).as("with the next request").isEqualTo(401);
    }
  }

  @Test
  void aKeyEndsWhenItIsSaidToAndNotAtATimeThatMakesNoSense() throws Exception {
    MovableClock clock = new MovableClock();
    try (ApiPeople people = new ApiPeople(clock.asModule())) {
      found(people);
      for (String wrong :
          List.of(
              "\"" + clock.instant().minusSeconds(1) + "\"",
              "\"+1000000000-12-31T23:59:59Z\"",
              "\"-1000000000-01-01T00:00:00Z\"",
              "\"" + clock.instant().plus(Duration.ofDays(3_660)) + "\"",
              "\"tomorrow\"",
              "1e400",
              "true")) {
        assertThat(people.send("POST", KEYS, owner, body(",\"expiresAt\":" + wrong)).body())
            .as(wrong)
            .contains("\"/expiresAt\"");
      }
      JsonNode made = make(people, ",\"expiresAt\":\"" + clock.instant().plusSeconds(60) + "\"");
      String key = made.get("key").asText();
      assertThat(use(people, key)).isEqualTo(200);
      end(people, made);
      assertThat(use(people, key)).isEqualTo(401);
      assertThat(rotate(people, made, "{}")).as("it is gone already").contains("\"conflict\"");
    }
  }

  @Test
  void aRotatedKeyLivesOnForAWhileAndRotatesOnce() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      found(people);
      JsonNode old = make(people, "");
      JsonNode fresh = ApiPeople.JSON.readTree(rotate(people, old, "{\"overlapMinutes\":5}"));
      assertThat(use(people, old.get("key").asText())).isEqualTo(200);
      assertThat(use(people, fresh.get("key").asText())).isEqualTo(200);
      JsonNode seen = people.good("GET", KEYS + "/" + old.at("/details/id").asText(), owner, "");
      assertThat(seen.get("replacedBy").asText()).isEqualTo(fresh.at("/details/id").asText());
      assertThat(seen.has("expiresAt")).isTrue();
      assertThat(rotate(people, old, "{}")).contains("\"conflict\"");
      end(people, old);
      assertThat(use(people, old.get("key").asText())).isEqualTo(401);
      assertThat(use(people, fresh.get("key").asText())).isEqualTo(200);

      JsonNode newest = ApiPeople.JSON.readTree(rotate(people, fresh, "{\"overlapMinutes\":0}"));
      assertThat(use(people, fresh.get("key").asText())).as("no overlap").isEqualTo(401);
      assertThat(use(people, newest.get("key").asText())).isEqualTo(200);
      assertThat(rotate(people, newest, "{\"overlapMinutes\":10081}")).contains("overlapMinutes");
      assertThat(people.good("GET", "/api/audit-log", owner, "").findValuesAsText("action"))
          .contains("key.made", "key.rotated");
    }
  }

  @Test
  void noKeyMakesAWiderOne() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      found(people);
      for (String scope :
          List.of("keys:write", "keys:read", "members:write", "organization:close", "*", "")) {
        assertThat(
                people
                    .send(
                        "POST",
                        KEYS,
                        owner,
                        "{\"name\":\"x\",\"scopes\":[\"%s\"]}".formatted(scope))
                    .body())
            .as(scope)
            .contains("\"/scopes\"");
      }
      JsonNode key = make(people, "");
      assertThat(people.send("POST", KEYS, key.get("key").asText(), body("")).statusCode())
          .isEqualTo(403);
      assertThat(
              people
                  .send(
                      "POST",
                      KEYS + "/" + key.at("/details/id").asText() + "/rotate",
                      key.get("key").asText(),
                      "{}")
                  .statusCode())
          .isEqualTo(403);
    }
  }

  /** Time passes in the database, by which keys end on every replica. */
  private static void end(ApiPeople people, JsonNode key) throws Exception {
    TestDatabase.rows(
        people.address,
        "api_keys",
        "update api_keys set expires_at = now() - interval '1 second' where id = '%s' returning id"
            .formatted(key.at("/details/id").asText()));
  }

  private static String body(String more) {
    return "{\"name\":\"till\",\"scopes\":[\"organization:read\"]%s}".formatted(more);
  }

  private JsonNode make(ApiPeople people, String more) throws Exception {
    return people.good("POST", KEYS, owner, body(more));
  }

  private String rotate(ApiPeople people, JsonNode key, String body) throws Exception {
    return people
        .send("POST", KEYS + "/" + key.at("/details/id").asText() + "/rotate", owner, body)
        .body();
  }

  private int use(ApiPeople people, String key) throws Exception {
    return people.send("GET", "/api/organizations/" + shop, key, "").statusCode();
  }
}
