package io.botflow.server.bot;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.server.api.Call;
import io.botflow.server.api.Cursor;
import io.botflow.server.api.Refusal;
import io.botflow.server.audit.AuditLog;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.organization.PlanLimits;
import io.botflow.server.workflow.Workflows;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.JdbcFlowSource;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The bots of organisations. Thread-safe. */
final class Bots {
  private final Transactions transactions;
  private final AuditLog audit;
  private final Workflows workflows;
  private final JdbcFlowSource flows;

  @Inject
  Bots(Databases databases, AuditLog audit, Workflows workflows, JdbcFlowSource flows) {
    this.transactions = databases.api();
    this.audit = audit;
    this.workflows = workflows;
    this.flows = flows;
  }

  List<BotView> list(UUID organization, Cursor cursor) {
    Cursor.Place after = cursor.after();
    return transactions.in(
        organization,
        handle ->
            BotTable.views(
                handle,
                organization,
                handle
                    .createQuery(
                        BotTable.SELECT
                            + """
                            and (:at::timestamptz is null
                              or (b.created_at, b.id) > (:at::timestamptz, :after::uuid))
                            order by b.created_at, b.id limit :most
                            """)
                    .bind("at", after == null ? null : after.at().atOffset(ZoneOffset.UTC))
                    .bind("after", after == null ? null : after.id())
                    .bind("most", cursor.limit() + 1)));
  }

  BotView read(UUID organization, UUID id) {
    return transactions.in(organization, handle -> BotTable.read(handle, organization, id));
  }

  /**
   * Makes a bot, which is active.
   *
   * @param document what it begins with; null for nothing yet
   */
  BotView make(
      Call call,
      String name,
      @Nullable String description,
      String taskType,
      @Nullable JsonNode document) {
    UUID organization = call.organization();
    UUID id = UUID.randomUUID();
    return transactions.in(
        organization,
        handle -> {
          PlanLimits.BOTS.expectRoom(handle, organization);
          handle
              .createUpdate(
                  """
                  insert into bots (org_id, id, name, description, task_type)
                  values (:org, :id, :name, :description, :type)
                  """)
              .bind("org", organization)
              .bind("id", id)
              .bind("name", name)
              .bind("description", description)
              .bind("type", taskType)
              .execute();
          audit.write(handle, organization, call, "bot.made", id, Map.of("name", name));
          if (document != null) {
            workflows.make(handle, call, id, document, null);
          }
          return BotTable.read(handle, organization, id);
        });
  }

  /** Changes what is given. */
  BotView change(Call call, UUID id, BotRoutes.BotChange change) {
    UUID organization = call.organization();
    BotView changed =
        transactions.in(
            organization,
            handle -> {
              locked(handle, call, id);
              if (change.mainWorkflowId() != null) {
                expectWorkflow(handle, organization, id, change.mainWorkflowId());
              }
              handle
                  .createUpdate(
                      """
                      update bots set name = coalesce(:name, name),
                        description = coalesce(:description, description),
                        task_type = coalesce(:type, task_type),
                        main_workflow_id = coalesce(:main::uuid, main_workflow_id),
                        updated_at = now()
                      where org_id = :org and id = :id
                      """)
                  .bind("name", change.name() == null ? null : change.name().strip())
                  .bind("description", change.description())
                  .bind("type", change.taskType())
                  .bind("main", change.mainWorkflowId())
                  .bind("org", organization)
                  .bind("id", id)
                  .execute();
              BotView now = BotTable.read(handle, organization, id);
              audit.write(
                  handle, organization, call, "bot.changed", id, Map.of("name", now.name()));
              return now;
            });
    flows.refresh();
    return changed;
  }

  private static void expectWorkflow(Handle handle, UUID organization, UUID bot, UUID workflow) {
    boolean there =
        handle
            .createQuery(
                """
            select id from bot_workflows
            where org_id = :org and bot_id = :bot and id = :id and deleted_at is null for share
            """)
            .bind("org", organization)
            .bind("bot", bot)
            .bind("id", workflow)
            .mapTo(UUID.class)
            .findOne()
            .isPresent();
    if (!there) {
      throw Refusal.of("/mainWorkflowId", "is no workflow of this bot");
    }
  }

  private static BotView locked(Handle handle, Call call, UUID id) {
    handle
        .createQuery("select id from bots where org_id = :org and id = :id for update")
        .bind("org", call.organization())
        .bind("id", id)
        .mapTo(UUID.class)
        .findOne();
    BotView bot = BotTable.read(handle, call.organization(), id);
    call.expectSeen(bot);
    return bot;
  }

  /** Decides whether it takes new conversations; those under way go on. */
  BotView switchTo(Call call, UUID id, boolean active) {
    UUID organization = call.organization();
    BotView switched =
        transactions.in(
            organization,
            handle -> {
              BotView bot = locked(handle, call, id);
              if (bot.active() == active) {
                return bot;
              }
              handle
                  .createUpdate(
                      """
                      update bots set is_active = :active, updated_at = now()
                      where org_id = :org and id = :id
                      """)
                  .bind("active", active)
                  .bind("org", organization)
                  .bind("id", id)
                  .execute();
              audit.write(
                  handle,
                  organization,
                  call,
                  active ? "bot.activated" : "bot.deactivated",
                  id,
                  Map.of("name", bot.name()));
              return BotTable.read(handle, organization, id);
            });
    flows.refresh();
    return switched;
  }

  /** Takes it and its workflows out of sight; what it said stays with its conversations. */
  void delete(Call call, UUID id) {
    UUID organization = call.organization();
    transactions.<Boolean>in(
        organization,
        handle -> {
          BotView bot = locked(handle, call, id);
          if (!bot.channels().isEmpty()) {
            throw new Refusal(ErrorCode.BOT_CONNECTED);
          }
          for (String change :
              List.of(
                  """
                  delete from workflow_publications p using bot_workflows w
                  where p.org_id = :org and w.org_id = :org and w.id = p.workflow_id
                    and w.bot_id = :id
                  """,
                  """
                  update bot_workflows set deleted_at = now(), flow_id = flow_id || '~' || id
                  where org_id = :org and bot_id = :id and deleted_at is null
                  """,
                  """
                  update bots set deleted_at = now(), is_active = false
                  where org_id = :org and id = :id
                  """)) {
            handle.createUpdate(change).bind("org", organization).bind("id", id).execute();
          }
          audit.write(handle, organization, call, "bot.deleted", id, Map.of("name", bot.name()));
          return true;
        });
    flows.refresh();
  }
}
