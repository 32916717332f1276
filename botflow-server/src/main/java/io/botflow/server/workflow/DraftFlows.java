package io.botflow.server.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.engine.CompiledFlow;
import io.botflow.flow.Flow;
import io.botflow.node.NodeTypes;
import io.botflow.server.api.Refusal;
import io.botflow.server.http.ErrorCode;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import io.botflow.testing.CheckedFlow;
import io.botflow.testing.FlowSet;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Drafts in the form in which they run, for whoever tries them out. Thread-safe. */
public final class DraftFlows {
  /** Calls of another flow. */
  private static final String CALLS = "flow";

  private final Transactions transactions;
  private final NodeTypes types;

  @Inject
  DraftFlows(Databases databases, NodeTypes types) {
    this.transactions = databases.api();
    this.types = types;
  }

  /**
   * A draft and the drafts that it may call.
   *
   * @param workflow one of the bot's; null for what it begins with
   * @param document what is tried in the draft's place; null for the draft
   * @throws Refusal when there is no such bot or workflow, or the flow has errors
   */
  public FlowSet of(
      UUID organization, UUID bot, @Nullable UUID workflow, @Nullable JsonNode document) {
    Set<String> known = new HashSet<>();
    WorkflowRow row =
        transactions.in(
            organization,
            handle -> {
              WorkflowRow found =
                  Workflows.read(
                      handle,
                      organization,
                      bot,
                      workflow == null ? main(handle, organization, bot) : workflow);
              known.addAll(Workflows.flowIds(handle, organization));
              return found;
            });
    String id = row.summary().flowId();
    String text = document == null ? row.text() : DraftDocument.saved(document, id, null).text();
    CheckedFlow checked = CheckedFlow.of(text, types, known::contains);
    WorkflowVersions.expectNoErrors(
        checked.problems().stream().map(WorkflowProblem::of).distinct().toList());
    CompiledFlow flow = Objects.requireNonNull(checked.compiled(), "no errors");
    return new FlowSet(flow, calls(flow.flow()) ? others(organization, id, known) : List.of());
  }

  private static UUID main(Handle handle, UUID organization, UUID bot) {
    return handle
        .createQuery(
            """
            select main_workflow_id from bots
            where org_id = :org and id = :bot and deleted_at is null
            """)
        .bind("org", organization)
        .bind("bot", bot)
        .mapTo(UUID.class)
        .findOne()
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
  }

  private static boolean calls(Flow flow) {
    return flow.nodes().stream().anyMatch(node -> node.type().equals(CALLS));
  }

  /** Those that run; a call of one that has errors fails as it would where none is published. */
  private List<CompiledFlow> others(UUID organization, String own, Set<String> known) {
    List<String> texts =
        transactions.in(
            organization,
            handle ->
                handle
                    .createQuery(
                        """
                        select document::text from bot_workflows
                        where org_id = :org and flow_id <> :own and deleted_at is null
                        """)
                    .bind("org", organization)
                    .bind("own", own)
                    .mapTo(String.class)
                    .list());
    List<CompiledFlow> others = new ArrayList<>();
    for (String text : texts) {
      CompiledFlow other = CheckedFlow.of(text, types, known::contains).compiled();
      if (other != null) {
        others.add(other);
      }
    }
    return others;
  }
}
