package io.botflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** People sign up, found organisations and hand out keys, over real HTTP and a real database. */
class AccountsTest {

  @Test
  void fromSignUpToARevokedKey() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      String token = people.signedUp("ada");
      assertThat(people.send("GET", "/api/auth/me", null, "").statusCode()).isEqualTo(401);
      assertThat(people.good("GET", "/api/auth/me", token, "").get("email").asText())
          .isEqualTo("ada@example.org");
      assertThat(
              people.send("PATCH", "/api/auth/me", token, "{\"name\":\"A\",\"id\":\"x\"}").body())
          .contains("invalid-body", "/id");

      String id =
          people
              .good("POST", "/api/organizations", token, "{\"name\":\"Shop\"}")
              .get("id")
              .asText();
      String inside = people.inside(token, id);
      JsonNode key =
          people.good(
              "POST", "/api/api-keys", inside, "{\"name\":\"till\",\"scopes\":[\"members:read\"]}");
      String secret = key.get("key").asText();
      String members = "/api/organizations/" + id + "/members";
      assertThat(people.good("GET", members, secret, "").toString()).contains("ada@example.org");
      assertThat(people.good("GET", "/api/api-keys", inside, "").toString())
          .as("a key is shown once")
          .doesNotContain(secret);
      people.good("DELETE", "/api/api-keys/" + key.at("/details/id").asText(), inside, "");
      assertThat(people.send("GET", members, secret, "").statusCode()).isEqualTo(401);

      String other = TestServer.ONE.bot().organization().toString();
      assertThat(people.send("GET", "/api/organizations/" + other, token, "").body())
          .isEqualTo(people.send("GET", "/api/organizations/" + new UUID(5, 5), token, "").body())
          .contains("not-found");
      assertThat(
              people
                  .good("GET", "/api/audit-log", inside, "")
                  .get("data")
                  .findValuesAsText("action"))
          .contains("organization.made", "key.made", "key.revoked");

      people.good("POST", "/api/auth/logout", token, "");
      assertThat(people.send("GET", "/api/auth/me", inside, "").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void aRefreshTokenThatComesTwiceEndsTheSession() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      String use = refresh(people.session("ada"));
      JsonNode fresh = people.good("POST", "/api/auth/refresh", null, use);
      assertThat(people.send("POST", "/api/auth/refresh", null, use).body())
          .contains("session-ended");
      assertThat(people.send("POST", "/api/auth/refresh", null, refresh(fresh)).statusCode())
          .isEqualTo(401);
      assertThat(
              people
                  .send("GET", "/api/auth/me", fresh.get("accessToken").asText(), "")
                  .statusCode())
          .isEqualTo(401);
    }
  }

  private static String refresh(JsonNode session) {
    return "{\"refreshToken\":\"%s\"}".formatted(session.get("refreshToken").asText());
  }

  @Test
  void aForgottenPasswordIsSetAnewByMailAndEndsAllSessions() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      String token = people.signedUp("ada");
      people.good("POST", "/api/auth/forgot-password", null, "{\"email\":\"ada@example.org\"}");
      people.good("POST", "/api/auth/forgot-password", null, "{\"email\":\"no@example.org\"}");
      String mailed = people.tokenOfMail("ada@example.org", "reset-password");
      String reset = "{\"token\":\"%s\",\"password\":\"another battery horse\"}".formatted(mailed);
      people.good("POST", "/api/auth/reset-password", null, reset);
      assertThat(people.send("POST", "/api/auth/reset-password", null, reset).body())
          .contains("invalid-token");
      assertThat(people.send("GET", "/api/auth/me", token, "").statusCode()).isEqualTo(401);
      people.good(
          "POST",
          "/api/auth/login",
          null,
          "{\"email\":\"ADA@example.org\",\"password\":\"another battery horse\"}");
    }
  }

  @Test
  void knownAndUnknownAddressesHearTheSameAndGuessingEnds() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      people.signedUp("ada");
      for (int attempt = 1; attempt <= 6; attempt++) {
        String expected = attempt <= 5 ? "wrong-credentials" : "too-many-tries";
        for (String email : List.of("ada@example.org", "nobody@example.org")) {
          String wrong = "{\"email\":\"%s\",\"password\":\"wrong wrong wrong\"}".formatted(email);
          assertThat(people.send("POST", "/api/auth/login", null, wrong).body())
              .as("%s, attempt %d", email, attempt)
              .contains(expected);
        }
      }
    }
  }
}
