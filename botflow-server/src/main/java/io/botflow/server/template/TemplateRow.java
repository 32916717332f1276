package io.botflow.server.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.whatsapp.template.MessageTemplate;
import io.botflow.whatsapp.template.RegisteredTemplate;
import io.botflow.whatsapp.template.TemplateJson;
import io.botflow.whatsapp.template.TemplateProblem;
import io.botflow.whatsapp.template.TemplateProblems;
import io.botflow.whatsapp.template.TemplateQuality;
import io.botflow.whatsapp.template.TemplateReader;
import io.botflow.whatsapp.template.TemplateStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A template and its draft as the database has them; one of both is there.
 *
 * @param registered as the network has it; null where it does not
 * @param draft as the network would take it; null where nothing waits
 */
record TemplateRow(
    UUID id,
    String businessAccount,
    String name,
    String language,
    @Nullable RegisteredTemplate registered,
    @Nullable JsonNode draft,
    @Nullable String refusal,
    boolean sending,
    Instant createdAt,
    Instant updatedAt) {
  private static final JsonMapper JSON = new JsonMapper();

  static TemplateRow of(ResultSet row) throws SQLException {
    String content = row.getString("content");
    String draft = row.getString("draft");
    RegisteredTemplate registered =
        content == null
            ? null
            : new RegisteredTemplate(
                row.getString("account"),
                row.getString("network_id"),
                TemplateReader.content(tree(content)),
                TemplateStatus.of(row.getString("status")),
                TemplateQuality.of(row.getString("quality")),
                row.getString("reason"),
                row.getBoolean("stale"));
    return new TemplateRow(
        Objects.requireNonNull(row.getObject("key", UUID.class)),
        row.getString("account"),
        row.getString("name"),
        row.getString("language"),
        registered,
        draft == null ? null : tree(draft),
        row.getString("refusal"),
        row.getBoolean("sending"),
        row.getObject("added_at", OffsetDateTime.class).toInstant(),
        row.getObject("changed_at", OffsetDateTime.class).toInstant());
  }

  private static JsonNode tree(String stored) {
    try {
      return JSON.readTree(stored);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored template is no JSON", e);
    }
  }

  /** What it says now: the draft where there is one. */
  ObjectNode content() {
    if (draft != null) {
      return draft.deepCopy();
    }
    return TemplateJson.create(Objects.requireNonNull(registered).content());
  }

  /** As people see it. */
  MessageTemplateView view() {
    ObjectNode content = registered == null ? content() : TemplateJson.create(registered.content());
    return new MessageTemplateView(
        id,
        businessAccount,
        name,
        language,
        small(content.path("category").asText()),
        registered == null ? "draft" : small(registered.status().name()),
        registered == null ? null : small(registered.quality().name()),
        registered == null ? null : registered.reason(),
        content.path("components"),
        draft == null
            ? null
            : new MessageTemplateView.TemplateDraft(
                small(draft.path("category").asText()),
                draft.path("components"),
                problems(TemplateReader.content(draft)),
                refusal),
        createdAt,
        updatedAt);
  }

  private static List<MessageTemplateView.DraftProblem> problems(MessageTemplate template) {
    return TemplateProblems.of(template).stream()
        .map(
            problem ->
                new MessageTemplateView.DraftProblem(
                    path(problem), problem.code(), problem.text(), problem.certain()))
        .toList();
  }

  /** The part of a problem as a path: {@code /buttons/1/text}. */
  static String path(TemplateProblem problem) {
    return "/" + problem.part().replace("[", "/").replace("]", "").replace('.', '/');
  }

  private static String small(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
