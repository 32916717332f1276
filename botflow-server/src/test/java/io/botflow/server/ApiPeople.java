package io.botflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.inject.Module;
import io.botflow.store.jdbc.DatabaseAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server of its own, and people who use its API as browsers and programs do. */
final class ApiPeople implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();
  static final String PASSWORD = "correct horse battery";

  final TestServer server;
  final DatabaseAddress address;
  private @Nullable DocumentCheck document;

  /** A server on a fresh database; its parts are those of the real one but for the additions. */
  ApiPeople(Module... additions) throws Exception {
    this(TestDatabase.fresh(), additions);
  }

  /** A server on a fresh database with more settings. */
  ApiPeople(Map<String, String> settings, Module... additions) throws Exception {
    this(TestDatabase.fresh(), settings, additions);
  }

  /** A server on a database that another one may have served before. */
  ApiPeople(DatabaseAddress address, Module... additions) throws Exception {
    this(address, Map.of(), additions);
  }

  ApiPeople(DatabaseAddress address, Map<String, String> settings, Module... additions)
      throws Exception {
    this.address = address;
    Map<String, String> more = new HashMap<>(TestServer.PATIENT);
    more.put("BOTFLOW_MAIL_LOCAL", "true");
    more.put("BOTFLOW_HTTP_GUESSES_PER_MINUTE", "10000");
    more.put("BOTFLOW_HTTP_REQUESTS_PER_MINUTE", "10000");
    more.putAll(settings);
    server =
        new TestServer(
            TestDatabase.environment(address, TestDatabase.port(address)), more, additions);
  }

  HttpResponse<String> send(
      String method, String path, @Nullable String token, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url + path))
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<String> answer = server.http.send(request.build(), BodyHandlers.ofString());
    if (document == null) {
      document = new DocumentCheck(JSON.readTree(server.get("/api/openapi.json").body()));
    }
    document.check(method, path, answer);
    return answer;
  }

  /** As {@link #send}, for what has to go well. */
  JsonNode good(String method, String path, @Nullable String token, String body) throws Exception {
    HttpResponse<String> answer = send(method, path, token, body);
    assertThat(answer.statusCode())
        .as("%s %s: %s", method, path, answer.body())
        .isBetween(200, 299);
    return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
  }

  /** Signs up, proves the address and logs in; an access token. */
  String signedUp(String name) throws Exception {
    return session(name).get("accessToken").asText();
  }

  /** As {@link #signedUp}, with all that a log-in answers. */
  JsonNode session(String name) throws Exception {
    String email = name + "@example.org";
    String person =
        "{\"email\":\"%s\",\"password\":\"%s\",\"name\":\"%s\"}".formatted(email, PASSWORD, name);
    good("POST", "/api/auth/signup", null, person);
    String proof = "{\"token\":\"%s\"}".formatted(tokenOfMail(email, "verify-email"));
    good("POST", "/api/auth/verify-email", null, proof);
    assertThat(send("POST", "/api/auth/verify-email", null, proof).statusCode())
        .as("a link is good once")
        .isEqualTo(422);
    String login = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD);
    return good("POST", "/api/auth/login", null, login);
  }

  /** Founds an organisation without limits; its id. */
  String founded(String token, String name) throws Exception {
    String id =
        good("POST", "/api/organizations", token, "{\"name\":\"%s\"}".formatted(name))
            .get("id")
            .asText();
    withoutLimits(id);
    return id;
  }

  private void withoutLimits(String organization) throws Exception {
    write(
        "organizations",
        "update botflow.organizations set plan = 'enterprise' where id = '%s'"
            .formatted(organization));
  }

  /** Changes one row of a table, past everything that keeps the server from it. */
  void write(String table, String sql) throws Exception {
    try (Connection connection = TestDatabase.connect(address);
        Statement statement = connection.createStatement()) {
      statement.execute("alter table botflow." + table + " no force row level security");
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
      statement.execute("alter table botflow." + table + " force row level security");
    }
  }

  /** All rows of all tables, as text. */
  String everything() throws Exception {
    StringBuilder all = new StringBuilder();
    List<String> tables = new ArrayList<>();
    try (Connection connection = TestDatabase.connect(address);
        Statement statement = connection.createStatement()) {
      try (ResultSet names =
          statement.executeQuery(
              "select relname from pg_class where relnamespace = 'botflow'::regnamespace"
                  + " and relkind in ('r', 'p') and not relispartition and relforcerowsecurity")) {
        while (names.next()) {
          tables.add(names.getString(1));
        }
      }
      for (String table : tables) {
        statement.execute("alter table botflow." + table + " no force row level security");
        try (ResultSet rows =
            statement.executeQuery("select t::text from botflow." + table + " t")) {
          while (rows.next()) {
            all.append(rows.getString(1)).append('\n');
          }
        }
        statement.execute("alter table botflow." + table + " force row level security");
      }
    }
    return all.toString();
  }

  /** Belongs to an organisation that was there before anybody signed up; an access token for it. */
  String member(String token, UUID organization, String role) throws Exception {
    String user = good("GET", "/api/auth/me", token, "").get("id").asText();
    write(
        "memberships",
        "insert into botflow.memberships (org_id, user_id, role) values ('%s', '%s', '%s')"
            .formatted(organization, user, role));
    withoutLimits(organization.toString());
    return inside(token, organization.toString());
  }

  /** Goes on in an organisation; an access token for it. */
  String inside(String token, String organization) throws Exception {
    return good("POST", "/api/organizations/%s/switch".formatted(organization), token, "")
        .get("accessToken")
        .asText();
  }

  /** Somebody new whom an organisation invites; an access token for it. */
  String joined(String inviter, String organization, String name, String role) throws Exception {
    String token = signedUp(name);
    String email = name + "@example.org";
    good(
        "POST",
        "/api/organizations/%s/members".formatted(organization),
        inviter,
        "{\"email\":\"%s\",\"role\":\"%s\"}".formatted(email, role));
    good(
        "POST",
        "/api/invitations/accept",
        token,
        "{\"token\":\"%s\"}".formatted(tokenOfMail(email, "invitation")));
    return inside(token, organization);
  }

  /** The token of the newest mail with a link to a page. */
  String tokenOfMail(String email, String page) throws Exception {
    return tokenOfMail(email, page, "");
  }

  /** As {@link #tokenOfMail(String, String)}, where an older one has been read already. */
  String tokenOfMail(String email, String page, String older) throws Exception {
    Pattern link = Pattern.compile("/" + page + "#([A-Za-z0-9_-]+)");
    String mail = awaitMail(email, found -> token(link, found, older) != null);
    return String.valueOf(token(link, mail, older));
  }

  private static @Nullable String token(Pattern link, String mail, String older) {
    Matcher found = link.matcher(mail);
    return found.find() && !found.group(1).equals(older) ? found.group(1) : null;
  }

  /** The newest mail to an address that holds a text. */
  String awaitMail(String email, String text) throws Exception {
    return awaitMail(email, mail -> mail.contains(text));
  }

  /** Mails are sent beside the answer: they come a moment later. */
  private String awaitMail(String email, Predicate<String> wanted) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (System.nanoTime() < end) {
      for (String mail : server.get("/mails").body().split("<h2>", -1)) {
        if (mail.contains("To: " + email) && wanted.test(mail)) {
          return mail;
        }
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("such a mail never came to " + email);
  }

  @Override
  public void close() {
    server.close();
  }
}
