package io.botflow.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What one user asks in turn: every list and thing that pages of a dashboard show, and writes. */
final class ApiCalls {
  private static final AtomicLong NUMBER = new AtomicLong();

  private final String bot;
  private final String workflow;
  private final List<String> conversations;
  private final List<String> contacts;
  private final String reply;

  private ApiCalls(
      String bot,
      String workflow,
      List<String> conversations,
      List<String> contacts,
      String reply) {
    this.bot = bot;
    this.workflow = workflow;
    this.conversations = conversations;
    this.contacts = contacts;
    this.reply = reply;
  }

  /**
   * A request.
   *
   * @param route as the table of figures calls it
   */
  record Ask(String method, String route, String path, String body) {
    boolean writes() {
      return !method.equals("GET");
    }
  }

  /** Finds what there is in an organisation. */
  static ApiCalls of(ApiUsers users, String token) throws IOException, InterruptedException {
    JsonNode bot = users.good("GET", "/api/bots", token, "").at("/data/0");
    String code = "load" + NUMBER.incrementAndGet();
    return new ApiCalls(
        bot.get("id").asText(),
        bot.get("mainWorkflowId").asText(),
        ids(users.good("GET", "/api/conversations", token, "")),
        ids(users.good("GET", "/api/contacts", token, "")),
        users
            .good(
                "POST",
                "/api/canned-replies",
                token,
                "{\"shortCode\":\"%s\",\"text\":\"x\"}".formatted(code))
            .get("id")
            .asText());
  }

  private static List<String> ids(JsonNode page) {
    return page.get("data").valueStream().map(one -> one.get("id").asText()).toList();
  }

  /** All of them, about the n-th conversation and contact. */
  List<Ask> all(int n) {
    String conversation = "/api/conversations/" + conversations.get(n % conversations.size());
    String contact = "/api/contacts/" + contacts.get(n % contacts.size());
    String flow = "/api/bots/" + bot + "/workflows/" + workflow;
    String text = "{\"text\":\"note %d\"}".formatted(n);
    return List.of(
        read("/api/conversations"),
        read("/api/conversations?owner=queue"),
        read("/api/conversations?search=Past"),
        read("/api/conversations?unread=true"),
        new Ask("GET", "/api/conversations/{id}", conversation, ""),
        new Ask("GET", "/api/conversations/{id}/messages", conversation + "/messages", ""),
        read("/api/contacts"),
        read("/api/contacts?search=2783"),
        new Ask("GET", "/api/contacts/{id}", contact, ""),
        read("/api/bots"),
        new Ask("GET", "/api/bots/{id}", "/api/bots/" + bot, ""),
        new Ask("GET", "/api/bots/{id}/workflows/{workflowId}", flow, ""),
        new Ask("GET", "/api/bots/{id}/analytics", "/api/bots/%s/analytics".formatted(bot), ""),
        read("/api/analytics/overview?compare=true"),
        read("/api/analytics/conversations"),
        read("/api/analytics/performance"),
        read("/api/analytics/export"),
        read("/api/whatsapp-accounts"),
        read("/api/templates"),
        read("/api/labels"),
        read("/api/canned-replies"),
        read("/api/knowledge-base"),
        read("/api/audit-log"),
        read("/api/api-keys"),
        read("/api/business-hours"),
        read("/api/auth/me"),
        new Ask("POST", "/api/conversations/{id}/notes", conversation + "/notes", text),
        new Ask("PATCH", "/api/conversations/{id}", conversation, "{\"unread\":true}"),
        new Ask(
            "POST",
            "/api/conversations/{id}/handoff",
            conversation + "/handoff",
            "{\"to\":\"queue\"}"),
        new Ask("PATCH", "/api/contacts/{id}", contact, "{\"name\":\"Name %d\"}".formatted(n)),
        new Ask("PATCH", "/api/canned-replies/{id}", "/api/canned-replies/" + reply, text),
        new Ask(
            "POST",
            "/api/knowledge-base",
            "/api/knowledge-base",
            "{\"title\":\"T%d\",\"text\":\"Two days.\"}".formatted(NUMBER.incrementAndGet())),
        new Ask(
            "PATCH", "/api/bots/{id}", "/api/bots/" + bot, "{\"name\":\"Bot %d\"}".formatted(n)),
        new Ask("PATCH", "/api/business-hours", "/api/business-hours", "{\"zone\":\"UTC\"}"));
  }

  private static Ask read(String path) {
    return new Ask("GET", path, path, "");
  }
}
