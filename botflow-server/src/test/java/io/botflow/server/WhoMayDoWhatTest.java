package io.botflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.store.jdbc.DatabaseAddress;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every route, as the published document lists them, for every role and scope, and for somebody of
 * another organisation ({@link ForeignIds}). What each request of the first kind asks for cannot
 * succeed (a body with an unknown field, a tag that was never given out), so that only the
 * permission decides between 403 and the rest.
 */
class WhoMayDoWhatTest {
  /** Written down once more, on purpose: who widens a role has to change this as well. */
  private static final Map<String, List<String>> ALLOWED =
      Map.ofEntries(
          Map.entry("organization:read", List.of("owner", "admin", "agent", "viewer")),
          Map.entry("organization:write", List.of("owner", "admin")),
          Map.entry("organization:close", List.of("owner")),
          Map.entry("members:read", List.of("owner", "admin", "agent", "viewer")),
          Map.entry("members:write", List.of("owner", "admin")),
          Map.entry("keys:read", List.of("owner", "admin")),
          Map.entry("keys:write", List.of("owner", "admin")),
          Map.entry("audit:read", List.of("owner", "admin")),
          Map.entry("conversations:read", List.of("owner", "admin", "agent", "viewer")),
          Map.entry("conversations:write", List.of("owner", "admin", "agent")),
          Map.entry("contacts:read", List.of("owner", "admin", "agent", "viewer")),
          Map.entry("contacts:write", List.of("owner", "admin", "agent")),
          Map.entry("contacts:erase", List.of("owner", "admin")),
          Map.entry("bots:read", List.of("owner", "admin", "agent", "viewer")),
          Map.entry("bots:write", List.of("owner", "admin")),
          Map.entry("knowledge:read", List.of("owner", "admin", "agent", "viewer")),
          Map.entry("knowledge:write", List.of("owner", "admin")),
          Map.entry("analytics:read", List.of("owner", "admin", "agent", "viewer")),
          Map.entry("templates:read", List.of("owner", "admin", "agent", "viewer")),
          Map.entry("templates:write", List.of("owner", "admin")),
          Map.entry("bots:publish", List.of("owner", "admin")),
          Map.entry("channels:read", List.of("owner", "admin", "agent", "viewer")),
          Map.entry("channels:write", List.of("owner", "admin")));

  private static final List<String> SCOPES =
      List.of(
          "organization:read",
          "organization:write",
          "members:read",
          "audit:read",
          "conversations:read",
          "conversations:write",
          "contacts:read",
          "contacts:write",
          "contacts:erase",
          "bots:read",
          "bots:write",
          "bots:publish",
          "knowledge:read",
          "knowledge:write",
          "analytics:read",
          "templates:read",
          "templates:write",
          "channels:read",
          "channels:write");

  /** It has nothing that could be refused: whoever may use it is gone afterwards. */
  private static final String LEAVING = "/api/organizations/{id}/leave";

  /** What a program cannot do: it has one organisation, and no session. */
  private static final Set<String> OF_PEOPLE = Set.of(LEAVING, "/api/organizations/{id}/switch");

  @Test
  void aRouteDoesForEachCallerWhatTheTableSays() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      String founder = people.signedUp("owner");
      String shop = people.founded(founder, "Shop");
      Map<String, String> members = new LinkedHashMap<>();
      members.put("owner", people.inside(founder, shop));
      for (String role : List.of("admin", "agent", "viewer")) {
        members.put(role, people.joined(founder, shop, role, role));
      }
      Map<String, String> keys = new LinkedHashMap<>();
      for (String scope : SCOPES) {
        keys.put(scope, key(people, members.get("owner"), scope).get("key").asText());
      }

      List<ApiRoute> lines = ApiRoute.all(people);
      assertThat(lines)
          .extracting(ApiRoute::permission)
          .contains(ALLOWED.keySet().toArray(new String[0]));
      for (ApiRoute line : lines) {
        if (line.open()) {
          continue;
        }
        assertThat(ask(people, line, null, shop, UUID.randomUUID().toString()).statusCode())
            .as("%s by nobody", line)
            .isEqualTo(401);
        for (Map.Entry<String, String> key : keys.entrySet()) {
          boolean may = key.getKey().equals(line.permission()) && !OF_PEOPLE.contains(line.path());
          expect(people, line, "key for " + key.getKey(), key.getValue(), shop, may);
        }
        if (line.permission() == null) {
          continue;
        }
        if (!line.path().equals(LEAVING)) {
          for (Map.Entry<String, String> member : members.entrySet()) {
            boolean may =
                ALLOWED.getOrDefault(line.permission(), List.of()).contains(member.getKey());
            expect(people, line, member.getKey(), member.getValue(), shop, may);
          }
        }
      }
    }
  }

  @Test
  void whatIsAnotherOrganisationsIsAsWhatNeverWas() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      new ForeignIds(people).check();
    }
  }

  @Test
  void andItIsSoByTheDatabaseAlone() throws Exception {
    DatabaseAddress database = TestDatabase.fresh();
    try (ApiPeople people =
        new ApiPeople(
            database, Map.of("BOTFLOW_DATABASE_URL", UnfilteredDriver.address(database)))) {
      ForeignIds ids = new ForeignIds(people);
      long before = UnfilteredDriver.stripped();
      UnfilteredDriver.strip(true);
      ids.check();
      assertThat(UnfilteredDriver.stripped() - before)
          .as("conditions on the organisation that were taken out")
          .isPositive();
      ids.expectLeakWithoutRowLevelSecurity();
    } finally {
      UnfilteredDriver.strip(false);
    }
  }

  private static JsonNode key(ApiPeople people, String token, String scope) throws Exception {
    return people.good(
        "POST", "/api/api-keys", token, "{\"name\":\"till\",\"scopes\":[\"%s\"]}".formatted(scope));
  }

  private static void expect(
      ApiPeople people, ApiRoute line, String who, String token, String shop, boolean may)
      throws Exception {
    HttpResponse<String> answer = ask(people, line, token, shop, UUID.randomUUID().toString());
    if (may) {
      assertThat(answer.statusCode())
          .as("%s by %s: %s", line, who, answer.body())
          .isIn(allowed(line));
    } else {
      assertThat(answer.statusCode()).as("%s by %s: %s", line, who, answer.body()).isEqualTo(403);
    }
  }

  /** What a request that cannot succeed comes to, once it is allowed. */
  private static List<Integer> allowed(ApiRoute line) {
    if (line.body()) {
      return List.of(400);
    }
    return line.verb().equals("DELETE") ? List.of(404, 412) : List.of(200, 404);
  }

  private static HttpResponse<String> ask(
      ApiPeople people, ApiRoute line, @Nullable String token, String id, String other)
      throws Exception {
    String path =
        line.path()
            .replace("{id}", id)
            .replace("{number}", "1")
            .replace("{name}", "nothing")
            .replaceAll("\\{\\w+}", other);
    String body = line.body() ? "{\"no such field\":1}" : "";
    return people.send(line.verb(), path, token, body, "If-Match", "\"x\"");
  }
}
