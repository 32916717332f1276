package io.botflow.server.conversation;

import io.botflow.server.api.Access;
import io.botflow.server.api.Answer;
import io.botflow.server.api.Call;
import io.botflow.server.api.Checked;
import io.botflow.server.api.Page;
import io.botflow.server.api.Permission;
import io.botflow.server.api.Route;
import io.botflow.server.api.RouteSource;
import io.botflow.server.conversation.SavedViews.SavedView;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Saved views of the inbox. */
final class SavedViewRoutes implements RouteSource {
  private final SavedViews views;

  @Inject
  SavedViewRoutes(SavedViews views) {
    this.views = views;
  }

  record NewSavedView(String name, String query) implements Checked {
    private static final Pattern QUERY = Pattern.compile("[\\w=&%.+*-]{0,1000}");

    @Override
    public void check(BiConsumer<String, String> problem) {
      Checked.line(name, "/name", problem);
      if (!QUERY.matcher(query).matches()) {
        problem.accept("/query", "has to be parameters of an address, at most 1000 characters");
      }
    }
  }

  @Override
  public List<Route> routes() {
    Access readers = new Access.Member(Permission.CONVERSATIONS_READ);
    Access writers = new Access.Member(Permission.CONVERSATIONS_WRITE);
    return List.of(
        Route.get("/api/saved-views", readers, "Lists the saved views of the inbox.", this::list)
            .paging(SavedView.class),
        Route.post(
                "/api/saved-views",
                writers,
                "Keeps a list of conversations under a name; one of the same name is replaced.",
                this::keep)
            .taking(NewSavedView.class)
            .creating(SavedView.class),
        Route.delete("/api/saved-views/{id}", writers, "Takes a saved view away.", this::delete));
  }

  private Answer list(Call call) {
    return Answer.ok(new Page<>(views.list(call.organization()), null));
  }

  private Answer keep(Call call) {
    NewSavedView view = call.body(NewSavedView.class);
    return Answer.created(views.keep(call.organization(), view.name().strip(), view.query()));
  }

  private Answer delete(Call call) {
    views.delete(call.organization(), call.id("id"));
    return Answer.done();
  }
}
