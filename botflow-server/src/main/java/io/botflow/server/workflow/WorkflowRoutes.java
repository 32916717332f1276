package io.botflow.server.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.flow.Flow;
import io.botflow.server.api.Access;
import io.botflow.server.api.Answer;
import io.botflow.server.api.Call;
import io.botflow.server.api.Checked;
import io.botflow.server.api.Cursor;
import io.botflow.server.api.Page;
import io.botflow.server.api.Permission;
import io.botflow.server.api.Route;
import io.botflow.server.api.RouteSource;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Workflows and their drafts. */
final class WorkflowRoutes implements RouteSource {
  /** A document and what stands around it. */
  static final int MOST_BODY_BYTES = Flow.MAX_BYTES + 4096;

  private static final String ALL = "/api/bots/{id}/workflows";
  private static final String ONE = ALL + "/{workflowId}";

  private final Workflows workflows;

  @Inject
  WorkflowRoutes(Workflows workflows) {
    this.workflows = workflows;
  }

  /**
   * @param name null for the document's own
   * @param document null for an empty one
   */
  record NewWorkflow(@Nullable String name, @Nullable JsonNode document) implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      if (name != null) {
        Checked.line(name, "/name", problem);
      }
    }
  }

  /**
   * @param name null for the document's own
   * @param document the whole draft; null to leave it as it is
   */
  record WorkflowChange(@Nullable String name, @Nullable JsonNode document) implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      if (name != null) {
        Checked.line(name, "/name", problem);
      }
    }
  }

  record WorkflowQuestion(JsonNode document) {}

  @Override
  public List<Route> routes() {
    Access readers = new Access.Member(Permission.BOTS_READ);
    Access writers = new Access.Member(Permission.BOTS_WRITE);
    return List.of(
        Route.get(ALL, readers, "Lists a bot's workflows.", this::list)
            .paging(WorkflowSummary.class),
        Route.post(ALL, writers, "Makes or imports a workflow.", this::make)
            .taking(NewWorkflow.class)
            .readingUpTo(MOST_BODY_BYTES)
            .creating(WorkflowView.class),
        Route.get(ONE, readers, "Shows a workflow's draft and its problems.", this::read)
            .answering(WorkflowView.class),
        Route.patch(
                ONE,
                writers,
                "Saves a workflow's draft, whatever is wrong with it, and says what is.",
                this::save)
            .taking(WorkflowChange.class)
            .readingUpTo(MOST_BODY_BYTES)
            .answering(WorkflowView.class),
        Route.delete(
            ONE, writers, "Deletes a workflow that the bot does not begin with.", this::delete),
        Route.post(
                ONE + "/validate",
                readers,
                "Says what is wrong with a document, and saves nothing.",
                this::validate)
            .taking(WorkflowQuestion.class)
            .readingUpTo(MOST_BODY_BYTES)
            .answering(WorkflowFindings.class));
  }

  private Answer list(Call call) {
    Cursor cursor = call.cursor();
    List<WorkflowSummary> found = workflows.list(call.organization(), call.id("id"), cursor);
    return Answer.ok(
        Page.of(
            found,
            cursor.limit(),
            workflow -> new Cursor.Place(workflow.createdAt(), workflow.id())));
  }

  private Answer make(Call call) {
    NewWorkflow input = call.body(NewWorkflow.class);
    WorkflowRow row = workflows.make(call, call.id("id"), input.document(), input.name());
    return Answer.created(view(call, row)).tagged(row.state());
  }

  private Answer read(Call call) {
    return shown(call, workflows.read(call.organization(), call.id("id"), call.id("workflowId")));
  }

  private Answer save(Call call) {
    WorkflowChange input = call.body(WorkflowChange.class);
    return shown(
        call,
        workflows.save(call, call.id("id"), call.id("workflowId"), input.document(), input.name()));
  }

  private Answer shown(Call call, WorkflowRow row) {
    return Answer.ok(view(call, row)).tagged(row.state());
  }

  private WorkflowView view(Call call, WorkflowRow row) {
    return row.view(workflows.findings(call.organization(), row.text()));
  }

  private Answer delete(Call call) {
    workflows.delete(call, call.id("id"), call.id("workflowId"));
    return Answer.done();
  }

  private Answer validate(Call call) {
    WorkflowRow row = workflows.read(call.organization(), call.id("id"), call.id("workflowId"));
    DraftDocument draft =
        DraftDocument.saved(
            call.body(WorkflowQuestion.class).document(), row.summary().flowId(), null);
    return Answer.ok(workflows.findings(call.organization(), draft.text()));
  }
}
