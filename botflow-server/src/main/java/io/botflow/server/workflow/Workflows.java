package io.botflow.server.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.server.api.Call;
import io.botflow.server.api.Cursor;
import io.botflow.server.api.Refusal;
import io.botflow.server.audit.AuditLog;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.organization.PlanLimits;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The workflows of bots and their drafts. Thread-safe. */
public final class Workflows {
  private final Transactions transactions;
  private final AuditLog audit;
  private final WorkflowCheck check;

  @Inject
  Workflows(Databases databases, AuditLog audit, WorkflowCheck check) {
    this.transactions = databases.api();
    this.audit = audit;
    this.check = check;
  }

  List<WorkflowSummary> list(UUID organization, UUID bot, Cursor cursor) {
    Cursor.Place after = cursor.after();
    return transactions.in(
        organization,
        handle -> {
          expectBot(handle, organization, bot, "");
          return handle
              .createQuery(
                  WorkflowRow.SELECT
                      + """
                      and w.bot_id = :bot and (:at::timestamptz is null
                        or (w.created_at, w.id) > (:at::timestamptz, :after::uuid))
                      order by w.created_at, w.id limit :most
                      """)
              .bind("org", organization)
              .bind("bot", bot)
              .bind("at", after == null ? null : after.at().atOffset(ZoneOffset.UTC))
              .bind("after", after == null ? null : after.id())
              .bind("most", cursor.limit() + 1)
              .map((row, context) -> WorkflowRow.of(row).summary())
              .list();
        });
  }

  /** Found by the organisation's id as well as the bot's; else there is no such thing. */
  private static void expectBot(Handle handle, UUID organization, UUID bot, String lock) {
    boolean there =
        handle
            .createQuery(
                "select id from bots where org_id = :org and id = :bot and deleted_at is null"
                    + lock)
            .bind("org", organization)
            .bind("bot", bot)
            .mapTo(UUID.class)
            .findOne()
            .isPresent();
    if (!there) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
  }

  WorkflowRow read(UUID organization, UUID bot, UUID id) {
    return transactions.in(organization, handle -> read(handle, organization, bot, id));
  }

  static WorkflowRow read(Handle handle, UUID organization, UUID bot, UUID id) {
    return handle
        .createQuery(WorkflowRow.SELECT + "and w.bot_id = :bot and w.id = :id")
        .bind("org", organization)
        .bind("bot", bot)
        .bind("id", id)
        .map((row, context) -> WorkflowRow.of(row))
        .findOne()
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
  }

  /** As {@link #read}, for a caller who has seen it, and nobody else changes it meanwhile. */
  static WorkflowRow locked(Handle handle, Call call, UUID bot, UUID id) {
    handle
        .createQuery("select id from bot_workflows where org_id = :org and id = :id for update")
        .bind("org", call.organization())
        .bind("id", id)
        .mapTo(UUID.class)
        .findOne();
    WorkflowRow row = read(handle, call.organization(), bot, id);
    call.expectSeen(row.state());
    return row;
  }

  WorkflowRow make(Call call, UUID bot, @Nullable JsonNode document, @Nullable String name) {
    return transactions.in(
        call.organization(),
        handle -> {
          UUID id = make(handle, call, bot, document, name);
          return read(handle, call.organization(), bot, id);
        });
  }

  /**
   * Makes a workflow in the transaction of its organisation. A bot begins with its first.
   *
   * @param document as its author drew it, perhaps half done; null for an empty one
   * @param name null for the document's own
   * @return the workflow's id
   * @throws Refusal when there is no such bot, or the plan allows no more
   */
  public UUID make(
      Handle handle, Call call, UUID bot, @Nullable JsonNode document, @Nullable String name) {
    UUID organization = call.organization();
    expectBot(handle, organization, bot, " for update");
    PlanLimits.WORKFLOWS.expectRoom(handle, organization);
    DraftDocument draft = DraftDocument.made(document, name, flowIds(handle, organization));
    UUID id = UUID.randomUUID();
    handle
        .createUpdate(
            """
            insert into bot_workflows (org_id, id, bot_id, flow_id, name, document)
            values (:org, :id, :bot, :flow, :name, :document::json)
            """)
        .bind("org", organization)
        .bind("id", id)
        .bind("bot", bot)
        .bind("flow", draft.flowId())
        .bind("name", draft.name())
        .bind("document", draft.text())
        .execute();
    handle
        .createUpdate(
            """
            update bots set main_workflow_id = :id, updated_at = now()
            where org_id = :org and id = :bot and main_workflow_id is null
            """)
        .bind("id", id)
        .bind("org", organization)
        .bind("bot", bot)
        .execute();
    audit.write(handle, organization, call, "workflow.made", id, Map.of("name", draft.name()));
    return id;
  }

  /** Those of workflows that are deleted count no more: they have another then. */
  static Set<String> flowIds(Handle handle, UUID organization) {
    return handle
        .createQuery("select flow_id from bot_workflows where org_id = :org")
        .bind("org", organization)
        .mapTo(String.class)
        .set();
  }

  /** Saves the draft, whatever is wrong with it. */
  WorkflowRow save(
      Call call, UUID bot, UUID id, @Nullable JsonNode document, @Nullable String name) {
    return transactions.in(
        call.organization(),
        handle -> {
          WorkflowRow row = locked(handle, call, bot, id);
          DraftDocument draft =
              DraftDocument.saved(
                  document == null ? DraftDocument.tree(row.text()) : document,
                  row.summary().flowId(),
                  name);
          if (draft.text().equals(row.text())) {
            return row;
          }
          handle
              .createUpdate(
                  """
                  update bot_workflows set name = :name, document = :document::json,
                    revision = revision + 1, updated_at = now()
                  where org_id = :org and id = :id
                  """)
              .bind("name", draft.name())
              .bind("document", draft.text())
              .bind("org", call.organization())
              .bind("id", id)
              .execute();
          return read(handle, call.organization(), bot, id);
        });
  }

  /** Conversations that are under way on it come to their end. */
  void delete(Call call, UUID bot, UUID id) {
    UUID organization = call.organization();
    transactions.<Boolean>in(
        organization,
        handle -> {
          WorkflowRow row = locked(handle, call, bot, id);
          if (row.summary().main()) {
            throw new Refusal(ErrorCode.MAIN_WORKFLOW);
          }
          for (String change :
              List.of(
                  "delete from workflow_publications where org_id = :org and workflow_id = :id",
                  """
                  update bot_workflows set deleted_at = now(), flow_id = flow_id || '~' || id
                  where org_id = :org and id = :id
                  """)) {
            handle.createUpdate(change).bind("org", organization).bind("id", id).execute();
          }
          audit.write(
              handle,
              organization,
              call,
              "workflow.deleted",
              id,
              Map.of("name", row.summary().name()));
          return true;
        });
  }

  /** What there is to say about a document in place of a workflow's draft. */
  WorkflowFindings findings(UUID organization, String text) {
    Set<String> flows = transactions.in(organization, handle -> flowIds(handle, organization));
    return check.of(text, flows);
  }
}
