package io.botflow.server.workflow;

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
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Publishing, what was published, and going back to it. */
final class VersionRoutes implements RouteSource {
  private static final String ONE = "/api/bots/{id}/workflows/{workflowId}";
  private static final int MOST_COMMENT = 500;

  private final WorkflowVersions versions;
  private final Workflows workflows;

  @Inject
  VersionRoutes(WorkflowVersions versions, Workflows workflows) {
    this.versions = versions;
    this.workflows = workflows;
  }

  record Publication(@Nullable String comment) implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      if (comment != null && (comment.length() > MOST_COMMENT || comment.indexOf('\0') >= 0)) {
        problem.accept("/comment", "has to be at most %d characters".formatted(MOST_COMMENT));
      }
    }
  }

  record Rollback(int number) {}

  @Override
  public List<Route> routes() {
    Access readers = new Access.Member(Permission.BOTS_READ);
    Access publishers = new Access.Member(Permission.BOTS_PUBLISH);
    return List.of(
        Route.post(
                ONE + "/publish",
                publishers,
                "Publishes the draft: new conversations run it. Refused while it has errors.",
                this::publish)
            .taking(Publication.class)
            .answering(WorkflowView.class),
        Route.post(
                ONE + "/rollback",
                publishers,
                "Lets new conversations run an earlier version again.",
                this::rollBack)
            .taking(Rollback.class)
            .answering(WorkflowView.class),
        Route.get(
                ONE + "/versions",
                readers,
                "Lists what was published, the newest first.",
                this::list)
            .paging(WorkflowVersion.class),
        Route.get(ONE + "/versions/{number}", readers, "Shows a published version.", this::read)
            .answering(WorkflowVersionDocument.class));
  }

  private Answer publish(Call call) {
    String comment = call.body(Publication.class).comment();
    return shown(call, versions.publish(call, call.id("id"), call.id("workflowId"), comment));
  }

  private Answer rollBack(Call call) {
    int number = call.body(Rollback.class).number();
    return shown(call, versions.rollBack(call, call.id("id"), call.id("workflowId"), number));
  }

  private Answer shown(Call call, WorkflowRow row) {
    return Answer.ok(row.view(workflows.findings(call.organization(), row.text())))
        .tagged(row.state());
  }

  private Answer list(Call call) {
    Cursor cursor = call.cursor();
    List<WorkflowVersions.Listed> found =
        versions.list(call.organization(), call.id("id"), call.id("workflowId"), cursor);
    Page<WorkflowVersions.Listed> page =
        Page.of(
            found,
            cursor.limit(),
            each -> new Cursor.Place(each.version().publishedAt(), each.id()));
    return Answer.ok(
        new Page<>(
            page.data().stream().map(WorkflowVersions.Listed::version).toList(), page.next()));
  }

  private Answer read(Call call) {
    UUID bot = call.id("id");
    return Answer.ok(
        versions.read(call.organization(), bot, call.id("workflowId"), call.number("number")));
  }
}
