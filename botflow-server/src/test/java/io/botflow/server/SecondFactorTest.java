package io.botflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The second factor as a person with an authenticator app meets it. */
class SecondFactorTest {
  private static final Duration STEP = Duration.ofSeconds(30);

  private final MovableClock clock = new MovableClock();

  @Test
  void isTurnedOnAskedForTakenOnceAndTurnedOff() throws Exception {
    try (ApiPeople people = new ApiPeople(clock.asModule())) {
      String token = people.signedUp("ada");
      String elsewhere = logIn(people, null).get("accessToken").asText();
      String seed =
          people.good("POST", "/api/auth/totp", token, withPassword()).get("secret").asText();
      assertThat(people.good("GET", "/api/auth/me", token, "").get("secondFactor").asBoolean())
          .as("it counts only once a code was shown")
          .isFalse();
      assertThat(send(people, token, "totp/confirm", "000000").body())
          .contains("wrong-credentials");
      String first = code(seed);
      List<String> recovery = recoveryCodes(send(people, token, "totp/confirm", first));
      assertThat(recovery).hasSize(10).doesNotHaveDuplicates();
      assertThat(people.send("GET", "/api/auth/me", elsewhere, "").statusCode())
          .as("sessions of before end")
          .isEqualTo(401);
      assertThat(people.send("POST", "/api/auth/totp", token, withPassword()).body())
          .as("a stolen session cannot put another seed in its place")
          .contains("conflict");

      assertThat(tryLogIn(people, null).body()).contains("second-factor-needed");
      assertThat(tryLogIn(people, first).body())
          .as("the code that turned it on was used")
          .contains("wrong-credentials");
      clock.advance(STEP);
      String second = code(seed);
      logIn(people, second);
      assertThat(tryLogIn(people, second).body()).as("replayed").contains("wrong-credentials");

      logIn(people, recovery.get(0));
      assertThat(tryLogIn(people, recovery.get(0)).body())
          .as("a recovery code is good once")
          .contains("wrong-credentials");
      logIn(people, recovery.get(1).toUpperCase(Locale.ROOT));

      clock.advance(STEP);
      List<String> fresh = recoveryCodes(send(people, token, "recovery-codes", code(seed)));
      assertThat(tryLogIn(people, recovery.get(2)).body())
          .as("new codes take the place of the old ones")
          .contains("wrong-credentials");

      assertThat(send(people, token, "totp/remove", "000000").body()).contains("wrong-credentials");
      assertThat(send(people, token, "totp/remove", fresh.get(0)).statusCode()).isEqualTo(204);
      logIn(people, null);
      assertThat(people.good("GET", "/api/auth/log", token, "").findValuesAsText("event"))
          .contains("second-factor.on", "recovery-codes.made", "second-factor.off", "login.failed");
      assertThat(TestDatabase.rows(people.address, "users", "select totp_secret from users"))
          .containsExactly((String) null);
    }
  }

  @Test
  void fiveWrongCodesEndTheTryingForThoseWhoHaveThePassword() throws Exception {
    try (ApiPeople people = new ApiPeople(clock.asModule())) {
      String token = people.signedUp("ada");
      String seed =
          people.good("POST", "/api/auth/totp", token, withPassword()).get("secret").asText();
      recoveryCodes(send(people, token, "totp/confirm", code(seed)));
      clock.advance(STEP);
      String right = code(seed);
      for (int i = 0; i < 5; i++) {
        assertThat(tryLogIn(people, "%06d".formatted(i)).body()).contains("wrong-credentials");
      }
      assertThat(tryLogIn(people, right).body()).contains("too-many-tries");
      assertThat(send(people, token, "totp/remove", right).body())
          .as("no way around by another route")
          .contains("too-many-tries");
    }
  }

  @Test
  void theSeedIsKeptSealed() throws Exception {
    try (ApiPeople people = new ApiPeople(clock.asModule())) {
      String token = people.signedUp("ada");
      String seed =
          people.good("POST", "/api/auth/totp", token, withPassword()).get("secret").asText();
      assertThat(TestDatabase.rows(people.address, "users", "select totp_secret from users"))
          .singleElement()
          .asString()
          .startsWith("sealed:")
          .doesNotContain(seed);
    }
  }

  private static List<String> recoveryCodes(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    List<String> codes = new ArrayList<>();
    ApiPeople.JSON.readTree(answer.body()).get("codes").forEach(code -> codes.add(code.asText()));
    return codes;
  }

  private String code(String seed) throws Exception {
    TimeBasedOneTimePasswordGenerator app = new TimeBasedOneTimePasswordGenerator();
    return app.generateOneTimePasswordString(
        new SecretKeySpec(Base32.decode(seed), app.getAlgorithm()), clock.instant());
  }

  private static String withPassword() {
    return "{\"password\":\"%s\"}".formatted(ApiPeople.PASSWORD);
  }

  private static HttpResponse<String> send(ApiPeople people, String token, String what, String code)
      throws Exception {
    String body = "{\"password\":\"%s\",\"code\":\"%s\"}".formatted(ApiPeople.PASSWORD, code);
    return people.send("POST", "/api/auth/" + what, token, body);
  }

  private static JsonNode logIn(ApiPeople people, @Nullable String code) throws Exception {
    HttpResponse<String> answer = tryLogIn(people, code);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return ApiPeople.JSON.readTree(answer.body());
  }

  private static HttpResponse<String> tryLogIn(ApiPeople people, @Nullable String code)
      throws Exception {
    String proof = code == null ? "" : ",\"code\":\"" + code + "\"";
    return people.send(
        "POST",
        "/api/auth/login",
        null,
        "{\"email\":\"ada@example.org\",\"password\":\"%s\"%s}"
            .formatted(ApiPeople.PASSWORD, proof));
  }
}
