package io.botflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Mass assignment: no route takes a field that it does not document, whatever it is called. */
class FieldsTest {
  private static final List<String> PRIVILEGED =
      List.of(
          "id",
          "orgId",
          "org_id",
          "organization",
          "organizationId",
          "userId",
          "role",
          "roles",
          "permissions",
          "scopes",
          "plan",
          "parent",
          "parentId",
          "isAdmin",
          "owner",
          "ownerId",
          "createdBy",
          "createdAt",
          "updatedAt",
          "passwordHash",
          "emailVerified",
          "secondFactor",
          "provedAt",
          "hash",
          "token",
          "status",
          "__proto__",
          "constructor",
          "@class",
          "@type");

  @Test
  void everyWriteRefusesWhatItDoesNotTake() throws Exception {
    try (ApiPeople people = new ApiPeople()) {
      String owner = people.signedUp("owner");
      String shop = people.founded(owner, "Shop");
      String token = people.inside(owner, shop);
      Things things = Things.of(people, shop, token, "my");
      Map<String, String> before = TestDatabase.contents(people.address, shop);
      JsonNode document = people.good("GET", "/api/openapi.json", null, "");
      int asked = 0;
      for (ApiRoute route : ApiRoute.all(people)) {
        if (!route.body()) {
          continue;
        }
        JsonNode content =
            document
                .get("paths")
                .get(route.path())
                .get(route.verb().toLowerCase(Locale.ROOT))
                .at("/requestBody/content");
        if (!content.isEmpty() && !content.has("application/json")) {
          // A file has no fields.
          continue;
        }
        JsonNode schema = content.at("/application~1json/schema/$ref");
        JsonNode properties = document.at(schema.asText().substring(1)).get("properties");
        String path = route.with(route.things().stream().map(things::name).toList());
        for (String field : PRIVILEGED) {
          if (properties.has(field)) {
            continue;
          }
          ObjectNode body = (ObjectNode) ApiPeople.JSON.readTree(Things.body(route));
          body.put(field, "owner");
          HttpResponse<String> answer =
              people.send(route.verb(), path, route.open() ? null : token, body.toString());
          assertThat(answer.statusCode()).as("%s with %s", route, field).isEqualTo(400);
          assertThat(answer.body()).as("%s with %s", route, field).contains("\"/" + field + "\"");
          asked++;
        }
      }
      assertThat(asked).isGreaterThan(500);
      assertThat(TestDatabase.contents(people.address, shop)).isEqualTo(before);
    }
  }
}
