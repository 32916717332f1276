package io.botflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Changes of address and password, and the ways back into an account. */
class AccountChangesTest {
  private static final String ADA = "ada@example.org";
  private static final String NEW = "ada@elsewhere.example";
  private static final String OTHER_PASSWORD = "another battery horse";

  @Test
  void aNewAddressIsProvedAndTheOldOneHearsOfIt() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      String token = people.signedUp("ada");
      String change = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(NEW, ApiPeople.PASSWORD);
      assertThat(
              people
                  .send("POST", "/api/auth/change-email", token, change.replace("horse", "house"))
                  .body())
          .as("a stolen session alone changes nothing")
          .contains("wrong-credentials");
      people.good("POST", "/api/auth/change-email", token, change);
      String link = people.tokenOfMail(NEW, "confirm-email");
      assertThat(people.good("GET", "/api/auth/me", token, "").get("email").asText())
          .as("not before it is proved")
          .isEqualTo(ADA);
      String asReset = "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(link, OTHER_PASSWORD);
      assertThat(people.send("POST", "/api/auth/reset-password", null, asReset).body())
          .as("a link is good for what it was sent for alone")
          .contains("invalid-token");
      people.good("POST", "/api/auth/change-email", token, change);
      assertThat(confirm(people, link).body())
          .as("a newer link ends those before it")
          .contains("invalid-token");
      String newer = people.tokenOfMail(NEW, "confirm-email", link);
      assertThat(confirm(people, newer).statusCode()).isEqualTo(204);
      assertThat(confirm(people, newer).body()).as("once").contains("invalid-token");
      assertThat(people.good("GET", "/api/auth/me", token, "").get("email").asText())
          .isEqualTo(NEW);
      people.awaitMail(ADA, "address");
      assertThat(logIn(people, ADA, ApiPeople.PASSWORD).statusCode()).isEqualTo(401);
      assertThat(logIn(people, NEW, ApiPeople.PASSWORD).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void anAddressOfSomebodyElseIsNeverTakenAndNobodyHearsThatItIsOne() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      String ada = people.signedUp("ada");
      people.signedUp("eve");
      String taken =
          people.send("POST", "/api/auth/change-email", ada, change("eve@example.org")).body();
      String free = people.send("POST", "/api/auth/change-email", ada, change(NEW)).body();
      assertThat(taken).isEqualTo(free);
      assertThat(people.awaitMail("eve@example.org", "forgot-password"))
          .as("its owner hears of it, without a link that confirms")
          .doesNotContain("confirm-email");

      String link = people.tokenOfMail(NEW, "confirm-email");
      people.signedUp("zoe");
      // Meanwhile somebody proves the address first.
      String zoe = logInToken(people, "zoe@example.org");
      people.good("POST", "/api/auth/change-email", zoe, change(NEW));
      String zoes = people.tokenOfMail(NEW, "confirm-email", link);
      people.good("POST", "/api/auth/confirm-email", null, token(zoes));
      assertThat(confirm(people, link).body()).contains("invalid-token");
      assertThat(people.good("GET", "/api/auth/me", ada, "").get("email").asText()).isEqualTo(ADA);
    }
  }

  @Test
  void aResetLinkDiesWithTheAddressThatItWentTo() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      String token = people.signedUp("ada");
      people.good("POST", "/api/auth/forgot-password", null, "{\"email\":\"%s\"}".formatted(ADA));
      String reset = people.tokenOfMail(ADA, "reset-password");
      people.good("POST", "/api/auth/change-email", token, change(NEW));
      people.good(
          "POST", "/api/auth/confirm-email", null, token(people.tokenOfMail(NEW, "confirm-email")));
      assertThat(reset(people, "\"" + reset + "\"").body()).contains("invalid-token");
    }
  }

  @Test
  void aNewPasswordEndsTheOtherSessionsAndIsTold() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      String here = people.signedUp("ada");
      String there = logInToken(people, ADA);
      String body =
          "{\"currentPassword\":\"%s\",\"newPassword\":\"%s\"}"
              .formatted(ApiPeople.PASSWORD, OTHER_PASSWORD);
      assertThat(
              people
                  .send(
                      "POST",
                      "/api/auth/change-password",
                      here,
                      body.replace("correct", "incorrect"))
                  .body())
          .contains("wrong-credentials");
      assertThat(people.send("GET", "/api/auth/me", there, "").statusCode()).isEqualTo(200);
      people.good("POST", "/api/auth/change-password", here, body);
      assertThat(people.send("GET", "/api/auth/me", there, "").statusCode()).isEqualTo(401);
      assertThat(people.send("GET", "/api/auth/me", here, "").statusCode()).isEqualTo(200);
      people.awaitMail(ADA, "forgot-password");
      assertThat(logIn(people, ADA, ApiPeople.PASSWORD).statusCode()).isEqualTo(401);
      assertThat(logIn(people, ADA, OTHER_PASSWORD).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void sessionsAreListedAndEndedByTheirOwnerAlone() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      String here = people.signedUp("ada");
      HttpResponse<String> there =
          people.send(
              "POST",
              "/api/auth/login",
              null,
              logInBody(ADA, ApiPeople.PASSWORD),
              "User-Agent",
              "Telephone");
      String token = ApiPeople.JSON.readTree(there.body()).get("accessToken").asText();
      String eve = people.signedUp("eve");
      JsonNode sessions = people.good("GET", "/api/auth/sessions", here, "").get("data");
      assertThat(sessions).hasSize(2);
      JsonNode other =
          sessions.get(0).get("current").asBoolean() ? sessions.get(1) : sessions.get(0);
      assertThat(other.get("program").asText()).isEqualTo("Telephone");
      assertThat(other.get("address").asText()).isEqualTo("127.0.0.1");
      String path = "/api/auth/sessions/" + other.get("id").asText();
      assertThat(people.send("DELETE", path, eve, "").statusCode()).isEqualTo(404);
      assertThat(people.send("GET", "/api/auth/me", token, "").statusCode()).isEqualTo(200);
      people.good("DELETE", path, here, "");
      assertThat(people.send("GET", "/api/auth/me", token, "").statusCode()).isEqualTo(401);
      assertThat(people.send("DELETE", path, here, "").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void whoeverAsksForALinkHearsTheSameForEveryAddress() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      people.signedUp("ada");
      for (String path : List.of("/api/auth/forgot-password", "/api/auth/signup")) {
        HttpResponse<String> known = people.send("POST", path, null, asking(path, ADA));
        HttpResponse<String> unknown =
            people.send("POST", path, null, asking(path, "nobody@example.org"));
        assertThat(known.statusCode()).as(path).isEqualTo(202).isEqualTo(unknown.statusCode());
        assertThat(known.body()).as(path).isEqualTo(unknown.body());
        assertThat(known.headers().map().keySet())
            .as(path)
            .isEqualTo(unknown.headers().map().keySet());
      }
      assertThat(people.awaitMail(ADA, "forgot-password"))
          .as("who has an account hears so by mail")
          .doesNotContain("verify-email");
    }
  }

  @Test
  void forgedResetsChangeNothing() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      people.signedUp("ada");
      people.good("POST", "/api/auth/forgot-password", null, "{\"email\":\"%s\"}".formatted(ADA));
      String good = people.tokenOfMail(ADA, "reset-password");
      List<String> forged =
          List.of(
              "null",
              "\"\"",
              "\"null\"",
              "true",
              "0",
              "{}",
              "[]",
              "[\"%s\"]".formatted(good),
              "[\"%s\",\"%s\"]".formatted(good, good),
              "{\"$ne\":\"\"}",
              "\" %s\"".formatted(good),
              "\"%s \"".formatted(good),
              "\"%s\"".formatted(good.substring(1)),
              "\"%s\"".formatted(good.toUpperCase(Locale.ROOT)),
              "\"%\"",
              "\"' or '1'='1\"",
              "\"\\u0000\"",
              "\"%s\"".formatted("A".repeat(43)),
              "\"%s\"".formatted("A".repeat(10_000)));
      for (String token : forged) {
        HttpResponse<String> answer = reset(people, token);
        assertThat(answer.statusCode()).as("%s: %s", token, answer.body()).isIn(400, 422);
      }
      assertThat(
              people
                  .send(
                      "POST",
                      "/api/auth/reset-password",
                      null,
                      "{\"token\":\"%s\",\"password\":\"%s\",\"email\":\"eve@example.org\"}"
                          .formatted(good, OTHER_PASSWORD))
                  .statusCode())
          .as("nobody says whose password it is")
          .isEqualTo(400);
      assertThat(logIn(people, ADA, ApiPeople.PASSWORD).statusCode()).isEqualTo(200);
      assertThat(reset(people, "\"" + good + "\"").statusCode()).isEqualTo(204);
      assertThat(reset(people, "\"" + good + "\"").statusCode()).isEqualTo(422);
    }
  }

  @Test
  void aPoisonedHostGetsIntoNoMail() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      people.signedUp("ada");
      String body = "{\"email\":\"%s\"}".formatted(ADA);
      String request =
          String.join(
              "\r\n",
              "POST /api/auth/forgot-password HTTP/1.1",
              "Host: evil.example",
              "X-Forwarded-Host: evil.example",
              "X-Forwarded-Proto: https",
              "Forwarded: host=evil.example",
              "Origin: https://evil.example",
              "Content-Type: application/json",
              "Content-Length: " + body.length(),
              "Connection: close",
              "",
              body);
      try (Socket socket =
          new Socket(InetAddress.getLoopbackAddress(), URI.create(people.server.url).getPort())) {
        OutputStream out = socket.getOutputStream();
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            .contains("202 Accepted")
            .doesNotContain("evil");
      }
      assertThat(people.awaitMail(ADA, "reset-password")).doesNotContain("evil");
    }
  }

  private static String asking(String path, String email) {
    return path.endsWith("signup")
        ? "{\"email\":\"%s\",\"password\":\"%s\",\"name\":\"x\"}".formatted(email, OTHER_PASSWORD)
        : "{\"email\":\"%s\"}".formatted(email);
  }

  private static String change(String email) {
    return "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, ApiPeople.PASSWORD);
  }

  private static HttpResponse<String> reset(ApiPeople people, String token) throws Exception {
    return people.send(
        "POST",
        "/api/auth/reset-password",
        null,
        "{\"token\":%s,\"password\":\"%s\"}".formatted(token, OTHER_PASSWORD));
  }

  private static String token(String text) {
    return "{\"token\":\"%s\"}".formatted(text);
  }

  private static HttpResponse<String> confirm(ApiPeople people, String token) throws Exception {
    return people.send("POST", "/api/auth/confirm-email", null, token(token));
  }

  private static String logInBody(String email, String password) {
    return "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
  }

  private static HttpResponse<String> logIn(ApiPeople people, String email, String password)
      throws Exception {
    return people.send("POST", "/api/auth/login", null, logInBody(email, password));
  }

  private static String logInToken(ApiPeople people, String email) throws Exception {
    return ApiPeople.JSON
        .readTree(logIn(people, email, ApiPeople.PASSWORD).body())
        .get("accessToken")
        .asText();
  }
}
