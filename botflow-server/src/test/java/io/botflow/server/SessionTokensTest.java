package io.botflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.botflow.server.secret.Cell;
import io.botflow.server.secret.KeyFile;
import io.botflow.server.secret.Secrets;
import io.botflow.store.jdbc.DatabaseAddress;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Access and refresh tokens: forged, stolen, kept in a cookie, and over a restart. */
class SessionTokensTest {

  @Test
  void aRefreshTokenThatWasUsedBeforeARestartEndsTheSessionAfterIt() throws Exception {
    DatabaseAddress database = TestDatabase.fresh();
    String used;
    JsonNode fresh;
    try (ApiPeople before = new ApiPeople(database)) {
      used = refresh(before.session("ada"));
      fresh = before.good("POST", "/api/auth/refresh", null, used);
    }
    try (ApiPeople after = new ApiPeople(database)) {
      String access = fresh.get("accessToken").asText();
      after.good("GET", "/api/auth/me", access, "");
      assertThat(after.send("POST", "/api/auth/refresh", null, used).body())
          .contains("session-ended");
      assertThat(after.send("POST", "/api/auth/refresh", null, refresh(fresh)).body())
          .as("the thief's or the owner's: the whole family ends")
          .contains("session-ended");
      assertThat(after.send("GET", "/api/auth/me", access, "").statusCode()).isEqualTo(401);
      assertThat(after.awaitMail("ada@example.org", "two places")).contains("forgot-password");
    }
  }

  @Test
  void browsersKeepTheRefreshTokenWhereNoScriptReadsIt() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      people.signedUp("ada");
      String own = people.server.url;
      String logIn =
          "{\"email\":\"ada@example.org\",\"password\":\"%s\",\"cookie\":true}"
              .formatted(ApiPeople.PASSWORD);
      for (String origin : List.of("https://evil.example", "null", own + ".evil.example")) {
        assertThat(people.send("POST", "/api/auth/login", null, logIn, "Origin", origin).body())
            .as(origin)
            .contains("foreign-page");
      }
      assertThat(people.send("POST", "/api/auth/login", null, logIn).body())
          .as("every browser says where a page is from")
          .contains("foreign-page");
      HttpResponse<String> opened =
          people.send("POST", "/api/auth/login", null, logIn, "Origin", own);
      assertThat(opened.body()).doesNotContain("refreshToken");
      String cookie = cookie(opened);
      assertThat(cookie)
          .startsWith("botflow_refresh=")
          .contains("HttpOnly", "SameSite=Strict", "Path=/api/auth;", "Max-Age=604800")
          .doesNotContainIgnoringCase("Domain=");

      String sent = cookie.split(";", -1)[0];
      for (String[] elsewhere :
          new String[][] {
            {"Cookie", sent},
            {"Cookie", sent, "Origin", "https://evil.example"},
            {"Cookie", sent, "Origin", "null"},
            {"Cookie", sent, "Origin", own, "Sec-Fetch-Site", "cross-site"},
            {"Cookie", sent, "Origin", own, "Sec-Fetch-Site", "same-site"}
          }) {
        HttpResponse<String> refused =
            people.send("POST", "/api/auth/refresh", null, "{}", elsewhere);
        assertThat(refused.body()).as(List.of(elsewhere).toString()).contains("foreign-page");
      }
      HttpResponse<String> asForm =
          people.send(
              "POST",
              "/api/auth/refresh",
              null,
              "a=b",
              "Cookie",
              sent,
              "Origin",
              own,
              "Content-Type",
              "application/x-www-form-urlencoded");
      assertThat(asForm.statusCode()).as("what a form can send is not taken").isEqualTo(415);

      HttpResponse<String> fresh =
          people.send(
              "POST",
              "/api/auth/refresh",
              null,
              "{}",
              "Cookie",
              sent,
              "Origin",
              own,
              "Sec-Fetch-Site",
              "same-origin");
      assertThat(fresh.statusCode()).as("refused ones used nothing up").isEqualTo(200);
      assertThat(fresh.body()).doesNotContain("refreshToken");
      assertThat(cookie(fresh)).isNotEqualTo(cookie);
      String access = ApiPeople.JSON.readTree(fresh.body()).get("accessToken").asText();
      HttpResponse<String> out = people.send("POST", "/api/auth/logout", access, "");
      assertThat(cookie(out))
          .contains("botflow_refresh=;", "Expires=Thu, 01 Jan 1970", "Path=/api/auth;");
      assertThat(
              people
                  .send("POST", "/api/auth/refresh", null, "{}", "Cookie", sent, "Origin", own)
                  .body())
          .contains("session-ended");
    }
  }

  @Test
  void overHttpsTheCookieIsForHttpsAlone() throws Exception {
    try (ApiPeople people =
        new ApiPeople(Map.of("BOTFLOW_HTTP_PUBLIC_URL", "https://bots.example.com"))) {
      people.signedUp("ada");
      String logIn =
          "{\"email\":\"ada@example.org\",\"password\":\"%s\",\"cookie\":true}"
              .formatted(ApiPeople.PASSWORD);
      assertThat(
              people
                  .send("POST", "/api/auth/login", null, logIn, "Origin", people.server.url)
                  .body())
          .as("the settings say where the server is, not the request")
          .contains("foreign-page");
      assertThat(
              cookie(
                  people.send(
                      "POST",
                      "/api/auth/login",
                      null,
                      logIn,
                      "Origin",
                      "https://bots.example.com")))
          .contains("; Secure");
    }
  }

  @Test
  void forgedAccessTokensAreNobodys() throws Exception {
    MovableClock clock = new MovableClock();
    try (ApiPeople people = new ApiPeople(clock.asModule())) {
      String good = people.signedUp("ada");
      SignedJWT parsed = SignedJWT.parse(good);
      JWTClaimsSet claims = parsed.getJWTClaimsSet();
      byte[] key = signingKey(people);
      String keyId = parsed.getHeader().getKeyID();
      JOSEObjectType type = parsed.getHeader().getType();
      assertThat(
              people.send("GET", "/api/auth/me", signed(key, keyId, type, claims), "").statusCode())
          .as("signed by the test as the server does it")
          .isEqualTo(200);

      Map<String, String> forged = new LinkedHashMap<>();
      forged.put("alg none", new PlainJWT(claims).serialize());
      String[] parts = good.split("\\.", -1);
      String none = base64("{\"alg\":\"none\",\"typ\":\"at+jwt\"}");
      forged.put("alg none with the old signature", none + "." + parts[1] + "." + parts[2]);
      forged.put("alg NoNe", base64("{\"alg\":\"NoNe\"}") + "." + parts[1] + ".");
      forged.put("no signature", parts[0] + "." + parts[1] + ".");
      forged.put("two parts", parts[0] + "." + parts[1]);
      forged.put("another signature", parts[0] + "." + parts[1] + "." + "A".repeat(43));
      forged.put("another key", signed(new byte[32], keyId, type, claims));
      forged.put("an unknown kid", signed(key, UUID.randomUUID().toString(), type, claims));
      forged.put("a kid that is a path", signed(new byte[32], "../../dev/null", type, claims));
      forged.put("a kid that is SQL", signed(new byte[32], "' union select '", type, claims));
      forged.put("another type", signed(key, keyId, JOSEObjectType.JWT, claims));
      SignedJWT longer =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.HS512).keyID(keyId).type(type).build(), claims);
      longer.sign(new MACSigner(ByteBuffer.allocate(2 * key.length).put(key).put(key).array()));
      forged.put("HS512", longer.serialize());
      SignedJWT rsa =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).type(type).build(), claims);
      rsa.sign(new RSASSASigner(new RSAKeyGenerator(2048).generate()));
      forged.put("RS256", rsa.serialize());
      forged.put(
          "a key of its own in the header",
          base64(
                  "{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"jwk\":{\"kty\":\"oct\",\"k\":\"%s\"}}"
                      .formatted("A".repeat(43)))
              + "."
              + parts[1]
              + "."
              + parts[2]);
      Map<String, JWTClaimsSet> wrong = new LinkedHashMap<>();
      wrong.put("another audience", change(claims).audience("somebody-else").build());
      wrong.put("no audience", change(claims).audience((String) null).build());
      wrong.put("another issuer", change(claims).issuer("https://evil.example").build());
      wrong.put("no issuer", change(claims).issuer(null).build());
      wrong.put("no end", change(claims).expirationTime(null).build());
      wrong.put(
          "an end that has passed",
          change(claims).expirationTime(Date.from(clock.instant().minusSeconds(1))).build());
      wrong.put("no subject", change(claims).subject(null).build());
      wrong.put("somebody else", change(claims).subject(UUID.randomUUID().toString()).build());
      wrong.put("no session", change(claims).claim("sid", null).build());
      wrong.put(
          "another session", change(claims).claim("sid", UUID.randomUUID().toString()).build());
      wrong.put("a session that is no id", change(claims).claim("sid", "1 or 1=1").build());
      wrong.put("a session that is a list", change(claims).claim("sid", List.of("x")).build());
      for (Map.Entry<String, JWTClaimsSet> each : wrong.entrySet()) {
        forged.put(each.getKey(), signed(key, keyId, type, each.getValue()));
      }
      forged.put("nothing", "");
      forged.put("dots", "..");
      forged.put("much", "x".repeat(5_000));
      forged.put("an API key that none has", "bfk_live_" + "0".repeat(36));
      for (Map.Entry<String, String> each : forged.entrySet()) {
        HttpResponse<String> answer = people.send("GET", "/api/auth/me", each.getValue(), "");
        assertThat(answer.statusCode()).as(each.getKey()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
      }
      assertThat(forged).hasSizeGreaterThanOrEqualTo(30);

      clock.advance(Duration.ofMinutes(10).plusSeconds(1));
      assertThat(people.send("GET", "/api/auth/me", good, "").statusCode())
          .as("a good one in its eleventh minute")
          .isEqualTo(401);
    }
  }

  private static JWTClaimsSet.Builder change(JWTClaimsSet claims) {
    return new JWTClaimsSet.Builder(claims);
  }

  private static String signed(byte[] key, String keyId, JOSEObjectType type, JWTClaimsSet claims)
      throws Exception {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(keyId).type(type).build(), claims);
    token.sign(new MACSigner(key));
    return token.serialize();
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The server's own, read as nobody but its operator can. */
  private static byte[] signingKey(ApiPeople people) throws Exception {
    String[] row =
        TestDatabase.rows(
                people.address,
                "server_keys",
                "select id || ' ' || sealed from server_keys where purpose = 'access-tokens'")
            .getFirst()
            .split(" ", -1);
    Path file =
        Path.of(
            TestDatabase.environment(people.address, TestDatabase.port(people.address))
                .get("BOTFLOW_SECRETS_KEY_FILE"));
    String opened =
        new Secrets(KeyFile.open(file))
            .open(Cell.ofPeople("server_keys", "sealed", row[0]), row[1]);
    return Base64.getDecoder().decode(opened);
  }

  private static String cookie(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return answer.headers().firstValue("Set-Cookie").orElseThrow();
  }

  private static String refresh(JsonNode session) {
    return "{\"refreshToken\":\"%s\"}".formatted(session.get("refreshToken").asText());
  }
}
