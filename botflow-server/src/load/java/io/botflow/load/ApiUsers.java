package io.botflow.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A person of many organisations, and what they ask the API. Thread-safe. */
final class ApiUsers {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern PROOF = Pattern.compile("/verify-email#([A-Za-z0-9_-]+)");
  private static final String PERSON =
      "\"email\":\"load@example.org\",\"password\":\"correct horse battery\"";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int GOOD = 300;

  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;

  ApiUsers(String url) {
    this.url = url;
  }

  /** What came of a request. */
  record Reply(int status, String body) {
    boolean good() {
      return status < GOOD;
    }

    JsonNode json() throws IOException {
      return JSON.readTree(body);
    }
  }

  Reply send(String method, String path, @Nullable String token, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    return new Reply(answer.statusCode(), answer.body());
  }

  JsonNode good(String method, String path, @Nullable String token, String body)
      throws IOException, InterruptedException {
    Reply reply = send(method, path, token, body);
    if (!reply.good()) {
      throw new IOException("%s %s: %s".formatted(method, path, reply));
    }
    return JSON.readTree(reply.body().isEmpty() ? "{}" : reply.body());
  }

  /** Signs up and proves the address by the mail that the server shows. */
  void signUp() throws IOException, InterruptedException {
    good("POST", "/api/auth/signup", null, "{%s,\"name\":\"Load\"}".formatted(PERSON));
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      Matcher proof = PROOF.matcher(send("GET", "/mails", null, "").body());
      if (proof.find()) {
        String token = "{\"token\":\"%s\"}".formatted(proof.group(1));
        good("POST", "/api/auth/verify-email", null, token);
        return;
      }
      Thread.onSpinWait();
    }
    throw new IOException("no mail came");
  }

  /** Access tokens for some of the person's organisations. */
  List<String> tokens(int most) throws IOException, InterruptedException {
    String token =
        good("POST", "/api/auth/login", null, "{%s}".formatted(PERSON)).get("accessToken").asText();
    List<String> tokens = new ArrayList<>();
    for (JsonNode one : good("GET", "/api/organizations?limit=100", token, "").get("data")) {
      if (tokens.size() < most) {
        String path = "/api/organizations/%s/switch".formatted(one.get("id").asText());
        tokens.add(good("POST", path, token, "").get("accessToken").asText());
      }
    }
    return tokens;
  }
}
