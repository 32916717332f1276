package io.botflow.whatsapp.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.whatsapp.Endpoint;
import io.botflow.whatsapp.GraphAnswer;
import io.botflow.whatsapp.GraphApi;
import io.botflow.whatsapp.GraphCall;
import io.botflow.whatsapp.template.TemplateHistory.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The templates of accounts at the network: creating, editing, deleting and reading them. Meta's
 * paths are those of "Message templates" (v23.0 and later), 360dialog's those of "Create and manage
 * Template Messages" (2026).
 *
 * <p>Safe for use by many threads; calls block.
 */
public final class Templates {
  private static final int PAGE = 100;

  /** No account has more templates than 6,000 (Meta), so more pages would be a network's error. */
  private static final int MAX_PAGES = 100;

  private static final String FIELDS =
      "id,name,language,status,category,parameter_format,components,quality_score,rejected_reason";

  private final GraphApi api;
  private final TemplateQuota quota;

  /** Templates with a history that tells their limits. */
  public Templates(GraphApi api, TemplateHistory history, InstantSource clock) {
    this.api = api;
    this.quota = new TemplateQuota(history, clock);
  }

  /** Sends a new template for review, unless it surely breaks a rule or a limit. */
  public TemplateResult create(TemplateAccount account, MessageTemplate template) {
    List<TemplateProblem> problems =
        TemplateProblems.of(template).stream().filter(TemplateProblem::certain).toList();
    if (!problems.isEmpty()) {
      return new TemplateResult.Invalid(problems);
    }
    Optional<TemplateResult> limit = quota.create(account.id(), template.name());
    if (limit.isPresent()) {
      return limit.get();
    }
    GraphCall.Body body = new GraphCall.Body.Json(TemplateJson.create(template));
    GraphCall call =
        switch (account.endpoint()) {
          case META -> GraphCall.post(body, account.id(), "message_templates");
          case DIALOG_360 -> GraphCall.post(body, "v1", "configs", "templates");
        };
    return result(account, call, Kind.CREATED, template.name());
  }

  /**
   * Changes a template, which sends it for review again. Name and language stay.
   *
   * @param current how the network has it, for its id, status and category
   */
  public TemplateResult edit(
      TemplateAccount account, RegisteredTemplate current, MessageTemplate next) {
    if (account.endpoint() == Endpoint.DIALOG_360) {
      return new TemplateResult.NotPossible("360dialog's API edits no templates: use its Hub.");
    }
    boolean renamed =
        !next.name().equals(current.content().name())
            || !next.language().equals(current.content().language());
    if (renamed) {
      return new TemplateResult.NotPossible("Name and language of a template never change.");
    }
    if (current.status().isSendable() && next.category() != current.content().category()) {
      return new TemplateResult.NotPossible("An approved template keeps its category.");
    }
    List<TemplateProblem> problems =
        TemplateProblems.of(next).stream().filter(TemplateProblem::certain).toList();
    if (!problems.isEmpty()) {
      return new TemplateResult.Invalid(problems);
    }
    Optional<TemplateResult> limit = quota.edit(account.id(), current);
    if (limit.isPresent()) {
      return limit.get();
    }
    GraphCall.Body body = new GraphCall.Body.Json(TemplateJson.edit(next));
    return result(account, GraphCall.post(body, current.id()), Kind.EDITED, current.id());
  }

  /**
   * Deletes a template, after which its name is blocked for 30 days.
   *
   * @param id one language's id; null deletes the name in <b>all</b> languages
   */
  public TemplateResult delete(TemplateAccount account, String name, @Nullable String id) {
    if (name.isBlank()) {
      return new TemplateResult.NotPossible("Name the template to delete.");
    }
    return switch (account.endpoint()) {
      case META -> {
        GraphCall call = GraphCall.delete(account.id(), "message_templates").with("name", name);
        yield result(account, id == null ? call : call.with("hsm_id", id), Kind.DELETED, name);
      }
      case DIALOG_360 ->
          id != null
              ? new TemplateResult.NotPossible("360dialog deletes a name in all its languages.")
              : result(
                  account,
                  GraphCall.delete("v1", "configs", "templates", name),
                  Kind.DELETED,
                  name);
    };
  }

  /**
   * A page of an account's templates.
   *
   * @param after {@link TemplateReading.Page#next} of the page before; null for the first
   */
  public TemplateReading page(TemplateAccount account, @Nullable String after) {
    return switch (account.endpoint()) {
      case META -> {
        GraphCall call =
            GraphCall.get(account.id(), "message_templates")
                .with("fields", FIELDS)
                .with("limit", Integer.toString(PAGE));
        yield reading(
            account,
            after == null ? call : call.with("after", after),
            body -> read(account, body.path("data")),
            body ->
                body.path("paging").has("next")
                    ? body.path("paging").path("cursors").path("after").textValue()
                    : null);
      }
      case DIALOG_360 -> {
        int offset = after == null ? 0 : Integer.parseInt(after);
        GraphCall call =
            GraphCall.get("v1", "configs", "templates")
                .with("limit", Integer.toString(PAGE))
                .with("offset", Integer.toString(offset));
        yield reading(
            account,
            call,
            body -> read(account, body.path("waba_templates")),
            body ->
                body.path("total").asInt(0) > offset + PAGE
                    ? Integer.toString(offset + PAGE)
                    : null);
      }
    };
  }

  /** All of an account's templates; the first page that cannot be read is the answer instead. */
  public TemplateReading all(TemplateAccount account) {
    List<RegisteredTemplate> found = new ArrayList<>();
    String after = null;
    for (int i = 0; i < MAX_PAGES; i++) {
      switch (page(account, after)) {
        case TemplateReading.Failed failed -> {
          return failed;
        }
        case TemplateReading.Page page -> {
          found.addAll(page.templates());
          after = page.next();
        }
      }
      if (after == null) {
        return new TemplateReading.Page(found, null);
      }
    }
    return new TemplateReading.Failed("the list has no end", null);
  }

  /** One template by its id, as a page of one. */
  public TemplateReading get(TemplateAccount account, String id) {
    if (account.endpoint() == Endpoint.DIALOG_360) {
      return switch (all(account)) {
        case TemplateReading.Failed failed -> failed;
        case TemplateReading.Page page ->
            new TemplateReading.Page(
                page.templates().stream().filter(one -> one.id().equals(id)).toList(), null);
      };
    }
    return reading(
        account,
        GraphCall.get(id).with("fields", FIELDS),
        body -> TemplateReader.registered(account.id(), body).stream().toList(),
        body -> null);
  }

  /**
   * Uploads the example of a header's medium by the Resumable Upload API; the handle goes into
   * {@link TemplateHeader.Media}. Answered by {@link TemplateResult.Done} with the handle as its
   * id.
   *
   * @param appId Meta's id of the app whose token the account uses
   */
  public TemplateResult uploadSample(
      TemplateAccount account, String appId, Path file, String mimeType) {
    if (account.endpoint() == Endpoint.DIALOG_360) {
      return new TemplateResult.NotPossible("360dialog takes examples by address: use its Hub.");
    }
    String size;
    try {
      size = Long.toString(Files.size(file));
    } catch (IOException e) {
      return new TemplateResult.NotPossible("The file cannot be read.");
    }
    GraphAnswer opened =
        api.call(
            account.endpoint(),
            account.secret(),
            GraphCall.post(new GraphCall.Body.None(), appId, "uploads")
                .with("file_length", size)
                .with("file_type", mimeType));
    if (!(opened instanceof GraphAnswer.Done done)) {
      return failed(opened);
    }
    // The session's id has a signature behind a question mark, which belongs to the query.
    String[] session = done.body().path("id").asText().split("\\?", 2);
    if (!session[0].startsWith("upload:")) {
      return new TemplateResult.Uncertain("an upload without an id");
    }
    GraphCall send = GraphCall.post(new GraphCall.Body.Raw(file), session[0]);
    for (Map.Entry<String, String> entry : query(session.length > 1 ? session[1] : "").entrySet()) {
      send = send.with(entry.getKey(), entry.getValue());
    }
    GraphAnswer sent = api.call(account.endpoint(), account.secret(), send);
    if (!(sent instanceof GraphAnswer.Done handle)) {
      return failed(sent);
    }
    return new TemplateResult.Done(handle.body().path("h").asText(), TemplateStatus.UNKNOWN, null);
  }

  private static Map<String, String> query(String text) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return query;
  }

  private interface Reader<T extends @Nullable Object> {
    T read(JsonNode body);
  }

  private TemplateReading reading(
      TemplateAccount account,
      GraphCall call,
      Reader<List<RegisteredTemplate>> templates,
      Reader<@Nullable String> next) {
    return switch (api.call(account.endpoint(), account.secret(), call)) {
      case GraphAnswer.Done done ->
          new TemplateReading.Page(templates.read(done.body()), next.read(done.body()));
      case GraphAnswer.Refused refused ->
          new TemplateReading.Failed(TemplateRefusals.text(refused.error()), refused.error());
      case GraphAnswer.NotSent notSent -> new TemplateReading.Failed(notSent.why(), null);
      case GraphAnswer.Uncertain uncertain -> new TemplateReading.Failed(uncertain.why(), null);
    };
  }

  private static List<RegisteredTemplate> read(TemplateAccount account, JsonNode list) {
    List<RegisteredTemplate> found = new ArrayList<>();
    list.forEach(node -> TemplateReader.registered(account.id(), node).ifPresent(found::add));
    return found;
  }

  private TemplateResult result(
      TemplateAccount account, GraphCall call, Kind kind, String template) {
    GraphAnswer answer = api.call(account.endpoint(), account.secret(), call);
    if (answer instanceof GraphAnswer.Done || answer instanceof GraphAnswer.Uncertain) {
      // What may have been done counts: the network counts it too.
      quota.done(account.id(), kind, template);
    }
    if (!(answer instanceof GraphAnswer.Done done)) {
      return failed(answer);
    }
    String status = done.body().path("status").asText();
    String category = done.body().path("category").asText();
    return new TemplateResult.Done(
        done.body().path("id").asText(),
        status.isEmpty() ? TemplateStatus.PENDING : TemplateStatus.of(status),
        category.isEmpty() ? null : TemplateCategory.of(category));
  }

  private static TemplateResult failed(GraphAnswer answer) {
    return switch (answer) {
      case GraphAnswer.Done ignored -> throw new IllegalStateException("this did not fail");
      case GraphAnswer.Refused refused ->
          new TemplateResult.Refused(TemplateRefusals.text(refused.error()), refused.error());
      case GraphAnswer.NotSent notSent -> new TemplateResult.NotSent(notSent.why());
      case GraphAnswer.Uncertain uncertain -> new TemplateResult.Uncertain(uncertain.why());
    };
  }
}
