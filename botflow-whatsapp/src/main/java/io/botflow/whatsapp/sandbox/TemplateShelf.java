package io.botflow.whatsapp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The message templates of each account with their reviews: approved at once, by hand, or after a
 * time. Guarded by its monitor.
 */
final class TemplateShelf {
  private static final Pattern VARIABLE = Pattern.compile("\\{\\{\\s*([\\w.]+)\\s*}}");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration MONTH = Duration.ofDays(30);
  private static final int CREATIONS = 100;
  private static final int EDITS = 10;

  private static final class Entry {
    private final String wabaId;
    private final List<Instant> edits = new ArrayList<>();
    private ObjectNode node;
    private @Nullable Instant reviewedAt;

    Entry(String wabaId, ObjectNode node) {
      this.wabaId = wabaId;
      this.node = node;
    }
  }

  private final Clock clock;
  private final TemplateNews news;
  private final Map<String, Entry> byId = new LinkedHashMap<>();
  private final Map<String, List<Instant>> creations = new LinkedHashMap<>();
  private final Map<String, Instant> deleted = new LinkedHashMap<>();
  private @Nullable Duration reviewAfter = Duration.ZERO;
  private long nextId = 700_000_000_000_000L;

  TemplateShelf(Clock clock, TemplateNews news) {
    this.clock = clock;
    this.news = news;
  }

  /** How long a review takes; zero approves at once, null leaves it to {@link #change}. */
  synchronized void reviewAfter(@Nullable Duration time) {
    reviewAfter = time;
  }

  /** Stores a template; answers what the Graph API does, or why it is refused. */
  synchronized Reply create(String wabaId, JsonNode body) {
    if (!(body instanceof ObjectNode template)) {
      return Reply.refusal(GraphRefusal.unexpected("body must be a JSON object."));
    }
    Optional<GraphRefusal> refusal = TemplateReview.refusal(template);
    if (refusal.isPresent()) {
      return Reply.refusal(refusal.get());
    }
    Instant now = clock.instant();
    String name = template.path("name").asText();
    Instant gone = deleted.get(wabaId + ' ' + name);
    if (gone != null && now.isBefore(gone.plus(MONTH))) {
      return Reply.refusal(
          GraphRefusal.template(0, "The name of a deleted template is blocked for 30 days."));
    }
    if (find(wabaId, name, template.path("language").asText()) != null) {
      return Reply.refusal(
          GraphRefusal.template(0, "There is content in this language for this template."));
    }
    List<Instant> recent = creations.computeIfAbsent(wabaId, key -> new ArrayList<>());
    recent.removeIf(at -> at.isBefore(now.minus(HOUR)));
    if (recent.size() >= CREATIONS) {
      return Reply.refusal(
          new GraphRefusal(400, 80007, "(#80007) Rate limit", "100 templates in an hour."));
    }
    recent.add(now);
    String id = Long.toString(nextId++);
    ObjectNode stored = template.deepCopy();
    stored
        .put("id", id)
        .put("category", template.path("category").asText().toUpperCase(Locale.ROOT));
    Entry entry = new Entry(wabaId, stored);
    byId.put(id, entry);
    review(entry, now);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("id", id).put("status", entry.node.path("status").asText());
    answer.set("category", entry.node.get("category"));
    return Reply.json(200, answer);
  }

  /** Changes a template, which is then reviewed again. */
  synchronized Reply edit(String id, JsonNode body) {
    Entry entry = byId.get(id);
    if (entry == null || !(body instanceof ObjectNode changes)) {
      return Reply.refusal(GraphRefusal.unknownObject(id));
    }
    Instant now = clock.instant();
    String category = changes.path("category").asText().toUpperCase(Locale.ROOT);
    if (status(entry).equals("APPROVED")) {
      entry.edits.removeIf(at -> at.isBefore(now.minus(MONTH)));
      boolean today = entry.edits.stream().anyMatch(at -> at.isAfter(now.minus(DAY)));
      if (today || entry.edits.size() >= EDITS) {
        return Reply.refusal(
            GraphRefusal.template(0, "An approved template: 1 edit in 24 hours, 10 in 30 days."));
      }
      if (!category.isEmpty() && !category.equals(entry.node.path("category").asText())) {
        return Reply.refusal(
            GraphRefusal.template(0, "The category of an approved template is fixed."));
      }
    }
    Optional<GraphRefusal> refusal = TemplateReview.content(changes);
    if (refusal.isPresent()) {
      return Reply.refusal(refusal.get());
    }
    entry.edits.add(now);
    ObjectNode next = entry.node.deepCopy();
    for (String key : List.of("components", "parameter_format")) {
      if (changes.has(key)) {
        next.set(key, changes.get(key));
      }
    }
    if (!category.isEmpty()) {
      next.put("category", category);
    }
    entry.node = next;
    review(entry, now);
    return Reply.success();
  }

  /** Deletes one language, or all of a name. */
  synchronized Reply delete(String wabaId, String name, @Nullable String id) {
    List<Entry> found =
        byId.values().stream()
            .filter(entry -> entry.wabaId.equals(wabaId))
            .filter(entry -> entry.node.path("name").asText().equals(name))
            .filter(entry -> id == null || entry.node.path("id").asText().equals(id))
            .toList();
    if (found.isEmpty()) {
      return Reply.refusal(GraphRefusal.template(0, "There is no template " + name + "."));
    }
    for (Entry entry : found) {
      byId.remove(entry.node.path("id").asText());
      tell(entry, "DELETED", null);
    }
    deleted.put(wabaId + ' ' + name, clock.instant());
    return Reply.success();
  }

  /** The templates of an account that fit the filters, a page at a time. */
  synchronized ObjectNode list(String wabaId, Map<String, String> query) {
    List<ObjectNode> found =
        byId.values().stream()
            .filter(entry -> entry.wabaId.equals(wabaId))
            .map(entry -> entry.node)
            .filter(node -> fits(node, query))
            .toList();
    int limit = Integer.parseInt(query.getOrDefault("limit", "25"));
    int start = Integer.parseInt(query.getOrDefault("after", query.getOrDefault("offset", "0")));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode data = answer.putArray("data");
    int end = Math.min(found.size(), start + limit);
    for (int i = start; i < end; i++) {
      data.add(found.get(i).deepCopy());
    }
    ObjectNode paging = answer.putObject("paging");
    paging.putObject("cursors").put("before", "" + start).put("after", "" + end);
    if (end < found.size()) {
      paging.put("next", "more");
    }
    answer.put("total", found.size());
    return answer;
  }

  synchronized Optional<ObjectNode> get(String id) {
    return Optional.ofNullable(byId.get(id)).map(entry -> entry.node.deepCopy());
  }

  /** What a review or people do to a template: its status, category or quality, each with news. */
  synchronized void change(String id, JsonNode change) {
    Entry entry = byId.get(id);
    if (entry == null) {
      throw new IllegalArgumentException("no template " + id);
    }
    if (change.has("status")) {
      entry.reviewedAt = null;
      status(
          entry,
          change.path("status").asText().toUpperCase(Locale.ROOT),
          change.path("reason").textValue());
    }
    if (change.has("category")) {
      String category = change.path("category").asText().toUpperCase(Locale.ROOT);
      ObjectNode value = describe(entry);
      value.set("previous_category", entry.node.get("category"));
      value.put("new_category", category);
      entry.node.put("category", category);
      news.tell(entry.wabaId, "template_category_update", value);
    }
    if (change.has("quality")) {
      String quality = change.path("quality").asText().toUpperCase(Locale.ROOT);
      ObjectNode value = describe(entry);
      value.put(
          "previous_quality_score",
          entry.node.path("quality_score").path("score").asText("UNKNOWN"));
      value.put("new_quality_score", quality);
      entry.node.putObject("quality_score").put("score", quality);
      news.tell(entry.wabaId, "message_template_quality_update", value);
    }
  }

  /** Ends the reviews whose time has come. */
  synchronized void tick() {
    Instant now = clock.instant();
    for (Entry entry : byId.values()) {
      if (entry.reviewedAt != null && !now.isBefore(entry.reviewedAt)) {
        entry.reviewedAt = null;
        status(entry, "APPROVED", null);
      }
    }
  }

  /** Whether a template message fits what was created; {@code strict} refuses unknown templates. */
  synchronized Optional<GraphRefusal> check(String wabaId, JsonNode message, boolean strict) {
    JsonNode template = message.path("template");
    String name = template.path("name").asText();
    String language = template.path("language").path("code").asText();
    Entry entry = find(wabaId, name, language);
    if (entry == null) {
      return strict ? Optional.of(GraphRefusal.templateMissing(name, language)) : Optional.empty();
    }
    switch (status(entry)) {
      case "APPROVED", "FLAGGED", "REINSTATED" -> {
        // It can be sent.
      }
      case "PAUSED" -> {
        return Optional.of(GraphRefusal.templatePaused(name));
      }
      case "DISABLED" -> {
        return Optional.of(GraphRefusal.templateDisabled(name));
      }
      default -> {
        return Optional.of(GraphRefusal.templateMissing(name, language));
      }
    }
    int expected = variables(component(entry.node, "body").path("text").asText());
    int given = component(template, "body").path("parameters").size();
    return expected == given
        ? Optional.empty()
        : Optional.of(GraphRefusal.templateParameters(given, expected));
  }

  /** What a template message is charged as; utility where the template is not known. */
  synchronized String category(String wabaId, JsonNode message) {
    JsonNode template = message.path("template");
    Entry entry =
        find(
            wabaId,
            template.path("name").asText(),
            template.path("language").path("code").asText());
    return entry == null ? "UTILITY" : entry.node.path("category").asText();
  }

  private void review(Entry entry, Instant now) {
    boolean atOnce = reviewAfter != null && reviewAfter.isZero();
    entry.node.put("status", atOnce ? "APPROVED" : "PENDING");
    entry.reviewedAt = atOnce || reviewAfter == null ? null : now.plus(reviewAfter);
  }

  private void status(Entry entry, String status, @Nullable String reason) {
    entry.node.put("status", status);
    entry.node.put("rejected_reason", reason == null ? "NONE" : reason);
    tell(entry, status, reason);
  }

  private void tell(Entry entry, String event, @Nullable String reason) {
    ObjectNode value = describe(entry);
    value.put("event", event);
    value.put("reason", reason == null && !event.equals("DELETED") ? "NONE" : reason);
    news.tell(entry.wabaId, "message_template_status_update", value);
  }

  private static ObjectNode describe(Entry entry) {
    ObjectNode value = JsonNodeFactory.instance.objectNode();
    value.put("message_template_id", Long.parseLong(entry.node.path("id").asText()));
    value.put("message_template_name", entry.node.path("name").asText());
    // Webhooks write languages with a hyphen.
    value.put("message_template_language", entry.node.path("language").asText().replace('_', '-'));
    return value;
  }

  private @Nullable Entry find(String wabaId, String name, String language) {
    for (Entry entry : byId.values()) {
      if (entry.wabaId.equals(wabaId)
          && entry.node.path("name").asText().equals(name)
          && entry.node.path("language").asText().equals(language)) {
        return entry;
      }
    }
    return null;
  }

  private static boolean fits(JsonNode node, Map<String, String> query) {
    for (String key : List.of("name", "status", "category", "language")) {
      String wanted = query.get(key);
      if (wanted != null && !node.path(key).asText().equalsIgnoreCase(wanted)) {
        return false;
      }
    }
    return true;
  }

  private static String status(Entry entry) {
    return entry.node.path("status").asText();
  }

  private static JsonNode component(JsonNode template, String type) {
    for (JsonNode component : template.path("components")) {
      if (component.path("type").asText().toLowerCase(Locale.ROOT).equals(type)) {
        return component;
      }
    }
    return JsonNodeFactory.instance.missingNode();
  }

  private static int variables(String text) {
    TreeSet<String> names = new TreeSet<>();
    Matcher matcher = VARIABLE.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names.size();
  }
}
