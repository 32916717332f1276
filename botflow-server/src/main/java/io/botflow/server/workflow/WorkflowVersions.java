package io.botflow.server.workflow;

import io.botflow.server.api.Call;
import io.botflow.server.api.Caller;
import io.botflow.server.api.Cursor;
import io.botflow.server.api.Refusal;
import io.botflow.server.audit.AuditLog;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.http.Problem;
import io.botflow.server.runtime.IntentModels;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.JdbcFlowSource;
import io.botflow.store.jdbc.Publications;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What was published of workflows. Thread-safe. */
final class WorkflowVersions {
  /** More help nobody who has as many to mend. */
  private static final int MOST_ERRORS = 100;

  private static final String SELECT =
      """
      select v.id, v.number, v.comment, v.published_by, v.published_at,
        p.version_id is not null as live, v.document::text as document
      from workflow_versions v
      left join workflow_publications p on p.org_id = v.org_id and p.version_id = v.id
      where v.org_id = :org and v.workflow_id = :workflow
      """;

  private final Transactions transactions;
  private final AuditLog audit;
  private final WorkflowCheck check;
  private final JdbcFlowSource flows;
  private final IntentModels models;

  @Inject
  WorkflowVersions(
      Databases databases,
      AuditLog audit,
      WorkflowCheck check,
      JdbcFlowSource flows,
      IntentModels models) {
    this.transactions = databases.api();
    this.audit = audit;
    this.check = check;
    this.flows = flows;
    this.models = models;
  }

  /** A version and its id, which orders the list. */
  record Listed(UUID id, WorkflowVersion version) {}

  List<Listed> list(UUID organization, UUID bot, UUID workflow, Cursor cursor) {
    Cursor.Place after = cursor.after();
    return transactions.in(
        organization,
        handle -> {
          Workflows.read(handle, organization, bot, workflow);
          return handle
              .createQuery(
                  SELECT
                      + """
                      and (:at::timestamptz is null
                        or (v.published_at, v.id) < (:at::timestamptz, :after::uuid))
                      order by v.published_at desc, v.id desc limit :most
                      """)
              .bind("org", organization)
              .bind("workflow", workflow)
              .bind("at", after == null ? null : after.at().atOffset(ZoneOffset.UTC))
              .bind("after", after == null ? null : after.id())
              .bind("most", cursor.limit() + 1)
              .map(
                  (row, context) ->
                      new Listed(
                          row.getObject("id", UUID.class),
                          WorkflowRow.version(row, row.getBoolean("live"))))
              .list();
        });
  }

  WorkflowVersionDocument read(UUID organization, UUID bot, UUID workflow, int number) {
    return transactions.in(
        organization,
        handle -> {
          Workflows.read(handle, organization, bot, workflow);
          return handle
              .createQuery(SELECT + "and v.number = :number")
              .bind("org", organization)
              .bind("workflow", workflow)
              .bind("number", number)
              .map(
                  (row, context) ->
                      new WorkflowVersionDocument(
                          WorkflowRow.version(row, row.getBoolean("live")),
                          DraftDocument.tree(row.getString("document"))))
              .findOne()
              .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
        });
  }

  /** Publishes the draft; the whole of it runs or nothing does. */
  WorkflowRow publish(Call call, UUID bot, UUID workflow, @Nullable String comment) {
    UUID organization = call.organization();
    WorkflowRow published =
        transactions.in(
            organization,
            handle -> {
              WorkflowRow row = Workflows.locked(handle, call, bot, workflow);
              expectNoErrors(
                  check.of(row.text(), Workflows.flowIds(handle, organization)).problems());
              Publications.publish(
                  handle, organization, workflow, row.text(), comment, author(call));
              WorkflowRow now = Workflows.read(handle, organization, bot, workflow);
              write(handle, call, "workflow.published", now);
              return now;
            });
    flows.refresh();
    models.running().prepare(TrainingRoutes.intents(published.text()));
    return published;
  }

  /**
   * Refuses what cannot run.
   *
   * @throws Refusal with the places of the errors
   */
  static void expectNoErrors(List<WorkflowProblem> problems) {
    List<Problem.Place> errors =
        problems.stream()
            .filter(WorkflowProblem::isError)
            .limit(MOST_ERRORS)
            .map(error -> new Problem.Place(error.path(), error.message(), error.code()))
            .toList();
    if (!errors.isEmpty()) {
      throw new Refusal(ErrorCode.FLOW_HAS_ERRORS, errors);
    }
  }

  /** Lets new conversations run an earlier version again; the draft stays as it is. */
  WorkflowRow rollBack(Call call, UUID bot, UUID workflow, int number) {
    UUID organization = call.organization();
    WorkflowRow row =
        transactions.in(
            organization,
            handle -> {
              Workflows.locked(handle, call, bot, workflow);
              UUID version =
                  handle
                      .createQuery(
                          """
                          select id from workflow_versions
                          where org_id = :org and workflow_id = :workflow and number = :number
                          """)
                      .bind("org", organization)
                      .bind("workflow", workflow)
                      .bind("number", number)
                      .mapTo(UUID.class)
                      .findOne()
                      .orElseThrow(() -> Refusal.of("/number", "is no version of this workflow"));
              Publications.run(handle, organization, workflow, version);
              WorkflowRow now = Workflows.read(handle, organization, bot, workflow);
              write(handle, call, "workflow.rolled-back", now);
              return now;
            });
    flows.refresh();
    return row;
  }

  private void write(Handle handle, Call call, String action, WorkflowRow row) {
    WorkflowVersion version = Objects.requireNonNull(row.summary().published());
    audit.write(
        handle,
        call.organization(),
        call,
        action,
        row.summary().id(),
        Map.of("name", row.summary().name(), "number", Integer.toString(version.number())));
  }

  private static @Nullable String author(Call call) {
    return switch (call.caller()) {
      case Caller.Nobody ignored -> null;
      case Caller.Person person -> person.name();
      case Caller.Program program -> program.name();
    };
  }
}
