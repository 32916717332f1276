package io.botflow.server.conversation;

import io.botflow.server.api.Access;
import io.botflow.server.api.Answer;
import io.botflow.server.api.Call;
import io.botflow.server.api.Checked;
import io.botflow.server.api.Page;
import io.botflow.server.api.Permission;
import io.botflow.server.api.Route;
import io.botflow.server.api.RouteSource;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Labels of conversations. */
final class LabelRoutes implements RouteSource {
  private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");

  private final Labels labels;

  @Inject
  LabelRoutes(Labels labels) {
    this.labels = labels;
  }

  record NewLabel(String name, String color) implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      Checked.line(name, "/name", problem);
      expectColor(color, problem);
    }
  }

  record LabelChange(@Nullable String name, @Nullable String color) implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      if (name != null) {
        Checked.line(name, "/name", problem);
      }
      if (color != null) {
        expectColor(color, problem);
      }
    }
  }

  private static void expectColor(String color, BiConsumer<String, String> problem) {
    if (!COLOR.matcher(color).matches()) {
      problem.accept("/color", "has to be a color such as #1a7f37");
    }
  }

  @Override
  public List<Route> routes() {
    Access readers = new Access.Member(Permission.CONVERSATIONS_READ);
    Access writers = new Access.Member(Permission.CONVERSATIONS_WRITE);
    return List.of(
        Route.get("/api/labels", readers, "Lists the labels.", this::list).paging(LabelView.class),
        Route.post("/api/labels", writers, "Makes a label.", this::make)
            .taking(NewLabel.class)
            .creating(LabelView.class),
        Route.patch("/api/labels/{id}", writers, "Changes a label.", this::change)
            .taking(LabelChange.class)
            .answering(LabelView.class),
        Route.delete(
            "/api/labels/{id}",
            writers,
            "Takes a label away, also from conversations.",
            this::delete));
  }

  private Answer list(Call call) {
    return Answer.ok(new Page<>(labels.list(call.organization()), null));
  }

  private Answer make(Call call) {
    NewLabel label = call.body(NewLabel.class);
    return Answer.created(labels.make(call.organization(), label.name(), label.color()));
  }

  private Answer change(Call call) {
    LabelChange change = call.body(LabelChange.class);
    return Answer.ok(labels.change(call, call.id("id"), change.name(), change.color()));
  }

  private Answer delete(Call call) {
    labels.delete(call.organization(), call.id("id"));
    return Answer.done();
  }
}
