package io.botflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * One thing of every kind that an organisation can have, made over the API. Whoever adds a route
 * with a parameter adds here what the parameter names ({@link #of}), and a body that would be taken
 * ({@link #BODIES}) where the route takes one and {@code {}} is not enough: then the test of what
 * is another organisation's covers the route.
 */
final class Things {
  /** Good bodies of routes that have a parameter, by method and path. */
  private static final Map<String, String> BODIES =
      Map.ofEntries(
          Map.entry(
              "POST /api/organizations/{id}/members",
              "{\"email\":\"new@example.org\",\"role\":\"viewer\"}"),
          Map.entry("PATCH /api/organizations/{id}/members/{userId}", "{\"role\":\"viewer\"}"),
          Map.entry("POST /api/bots/{id}/workflows", "{\"name\":\"New\"}"),
          Map.entry("POST /api/bots/{id}/workflows/{workflowId}/validate", "{\"document\":{}}"),
          Map.entry("POST /api/bots/{id}/workflows/{workflowId}/rollback", "{\"number\":1}"),
          Map.entry("POST /api/simulations/{id}/inputs", "{\"type\":\"timeout\"}"),
          Map.entry("POST /api/conversations/{id}/handoff", "{\"to\":\"queue\"}"),
          Map.entry("POST /api/conversations/{id}/messages", "{\"text\":\"x\"}"),
          Map.entry("POST /api/conversations/{id}/notes", "{\"text\":\"x\"}"),
          Map.entry("POST /api/contacts/{id}/memory/facts", "{\"name\":\"size\",\"value\":\"7\"}"),
          Map.entry(
              "POST /api/conversations/{id}/messages/{messageId}/translation",
              "{\"language\":\"en\"}"),
          Map.entry(
              "POST /api/bots/{id}/workflows/{workflowId}/translation-proposals",
              "{\"language\":\"af\"}"),
          Map.entry("PATCH /api/contacts/{id}/memory/facts/{factId}", "{\"value\":\"7\"}"),
          Map.entry("PATCH /api/contact-memory", "{\"learns\":true}"));

  private final Map<String, String> names = new LinkedHashMap<>();

  private Things() {}

  /**
   * Makes them.
   *
   * @param owner an access token inside of the organisation
   * @param name of people that are made, so that two organisations have other ones
   */
  static Things of(ApiPeople people, String organization, String owner, String name)
      throws Exception {
    Things made = new Things();
    made.names.put("/api/organizations/{id}", organization);
    made.names.put(
        "/api/organizations/{id}/members/{userId}",
        people
            .good(
                "GET",
                "/api/auth/me",
                people.joined(owner, organization, name + "-agent", "agent"),
                "")
            .get("id")
            .asText());
    made.names.put(
        "/api/organizations/{id}/invitations/{invitationId}",
        people
            .good(
                "POST",
                "/api/organizations/%s/members".formatted(organization),
                owner,
                "{\"email\":\"%s-guest@example.org\",\"role\":\"agent\"}".formatted(name))
            .get("id")
            .asText());
    made.names.put(
        "/api/auth/sessions/{id}",
        people.good("GET", "/api/auth/sessions", owner, "").get("data").get(0).get("id").asText());
    made.names.put(
        "/api/api-keys/{id}",
        people
            .good("POST", "/api/api-keys", owner, "{\"name\":\"till\",\"scopes\":[\"audit:read\"]}")
            .at("/details/id")
            .asText());
    JsonNode bot =
        people.good("POST", "/api/bots", owner, "{\"name\":\"Desk\",\"template\":\"faq\"}");
    made.names.put("/api/bots/{id}", bot.get("id").asText());
    people.good("POST", "/api/bots/%s/test-link".formatted(bot.get("id").asText()), owner, "");
    String workflow = "/api/bots/{id}/workflows/{workflowId}";
    made.names.put(workflow, bot.get("mainWorkflowId").asText());
    made.names.put(workflow + "/versions/{number}", "1");
    made.names.put(
        "/api/simulations/{id}",
        people
            .good("POST", "/api/bots/%s/simulations".formatted(bot.get("id").asText()), owner, "{}")
            .get("id")
            .asText());
    made.names.put(
        "/api/whatsapp-accounts/{id}",
        people
            .good(
                "POST",
                "/api/whatsapp-accounts/connect",
                owner,
                """
                {"method": "cloud_api", "botId": "%s", "phoneNumberId": "%s",
                 "businessAccountId": "waba-%s", "accessToken": "token"}
                """
                    .formatted(bot.get("id").asText(), name, name))
            .at("/account/id")
            .asText());
    made.names.put(
        "/api/templates/{id}",
        people
            .good(
                "POST",
                "/api/templates",
                owner,
                """
                {"whatsappAccountId": "%s", "name": "hello", "language": "en",
                 "category": "utility", "components": [{"type": "BODY", "text": "Hello."}]}
                """
                    .formatted(made.name("/api/whatsapp-accounts/{id}")))
            .get("id")
            .asText());
    made.names.put(
        "/api/media/{id}",
        ApiPeople.JSON
            .readTree(
                people
                    .send(
                        "POST", "/api/media", owner, "%PDF-1.4", "Content-Type", "application/pdf")
                    .body())
            .get("id")
            .asText());
    made.names.put("/api/flow-templates/{name}", "faq");
    JsonNode conversation =
        Talk.conversation(people, organization, bot.get("id").asText(), owner, name);
    made.names.put("/api/conversations/{id}", conversation.get("id").asText());
    made.names.put(
        "/api/conversations/{id}/messages/{messageId}",
        conversation.at("/lastMessage/id").asText());
    made.names.put("/api/contacts/{id}", conversation.at("/contact/id").asText());
    made.names.put(
        "/api/contacts/{id}/memory/facts/{factId}",
        people
            .good(
                "POST",
                "/api/contacts/%s/memory/facts".formatted(made.name("/api/contacts/{id}")),
                owner,
                "{\"name\":\"shoe size\",\"value\":\"42\"}")
            .get("id")
            .asText());
    made.names.put(
        "/api/labels/{id}",
        people
            .good("POST", "/api/labels", owner, "{\"name\":\"VIP\",\"color\":\"#1a7f37\"}")
            .get("id")
            .asText());
    made.names.put(
        "/api/saved-views/{id}",
        people
            .good("POST", "/api/saved-views", owner, "{\"name\":\"Mine\",\"query\":\"\"}")
            .get("id")
            .asText());
    made.names.put(
        "/api/canned-replies/{id}",
        people
            .good("POST", "/api/canned-replies", owner, "{\"shortCode\":\"hi\",\"text\":\"x\"}")
            .get("id")
            .asText());
    made.knowledge(people, organization, owner);
    return made;
  }

  private void knowledge(ApiPeople people, String organization, String owner) throws Exception {
    String base = "/api/knowledge-base";
    names.put(
        base + "/{id}",
        people
            .good("POST", base, owner, "{\"title\":\"Delivery\",\"text\":\"Two days.\"}")
            .get("id")
            .asText());
    names.put(
        base + "/sources/{id}",
        people
            .good(
                "POST",
                base + "/sources/website",
                owner,
                "{\"address\":\"http://169.254.169.254/\"}")
            .get("id")
            .asText());
    String question = UUID.randomUUID().toString();
    try (Connection connection = TestDatabase.connect(people.address);
        Statement statement = connection.createStatement()) {
      statement.execute("alter table botflow.unanswered_questions no force row level security");
      statement.execute(
          """
          insert into botflow.unanswered_questions (org_id, id, question, question_hash, score)
          values ('%s', '%s', 'why', 'hash', 0)
          """
              .formatted(organization, question));
      statement.execute("alter table botflow.unanswered_questions force row level security");
    }
    names.put(base + "/unanswered/{id}", question);
    // What the server does by itself is done before anything is compared.
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (people.good("GET", base + "/report", owner, "").get("working").asBoolean()) {
      assertThat(System.nanoTime()).as("it comes to rest").isLessThan(end);
    }
  }

  /** The name of the thing that a parameter stands for. */
  String name(String thing) {
    assertThat(names).as("Things.of makes one for every parameter of a route").containsKey(thing);
    return String.valueOf(names.get(thing));
  }

  static String body(ApiRoute route) {
    return route.body() ? BODIES.getOrDefault(route.toString(), "{}") : "";
  }
}
