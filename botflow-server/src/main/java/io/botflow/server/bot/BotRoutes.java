package io.botflow.server.bot;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.server.api.Access;
import io.botflow.server.api.Answer;
import io.botflow.server.api.Call;
import io.botflow.server.api.Checked;
import io.botflow.server.api.Cursor;
import io.botflow.server.api.Page;
import io.botflow.server.api.Permission;
import io.botflow.server.api.Refusal;
import io.botflow.server.api.Route;
import io.botflow.server.api.RouteSource;
import io.botflow.server.http.ErrorCode;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Bots. */
final class BotRoutes implements RouteSource {
  private static final int MOST_DESCRIPTION = 500;

  private final Bots bots;

  @Inject
  BotRoutes(Bots bots) {
    this.bots = bots;
  }

  /**
   * @param taskType null for the template's, or {@code custom}
   * @param template the name of the flow to begin with; null for none yet
   * @param answers to the template's questions, by their ids
   */
  record NewBot(
      String name,
      @Nullable String description,
      @Nullable String taskType,
      @Nullable String template,
      @Nullable Map<String, String> answers)
      implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      Checked.line(name, "/name", problem);
      checkDetails(description, taskType, problem);
      FlowTemplate begins = template == null ? null : FlowTemplates.find(template);
      if (template != null && begins == null) {
        problem.accept("/template", "is no template");
      }
      if (answers != null && template == null) {
        problem.accept("/answers", "answers a template's questions; name the template");
      } else if (answers != null && begins != null) {
        TemplateAnswers.check(begins, answers, problem);
      }
    }

    private String type() {
      FlowTemplate begins = template == null ? null : FlowTemplates.find(template);
      if (taskType != null) {
        return taskType;
      }
      return begins == null ? TaskType.CUSTOM.text() : begins.taskType();
    }

    private @Nullable JsonNode document() {
      FlowTemplate begins = template == null ? null : FlowTemplates.find(template);
      return begins == null
          ? null
          : TemplateAnswers.apply(
              begins, FlowTemplates.document(begins), answers == null ? Map.of() : answers);
    }
  }

  /**
   * @param mainWorkflowId what it begins with
   */
  record BotChange(
      @Nullable String name,
      @Nullable String description,
      @Nullable String taskType,
      @Nullable UUID mainWorkflowId)
      implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      if (name != null) {
        Checked.line(name, "/name", problem);
      }
      checkDetails(description, taskType, problem);
    }
  }

  private static void checkDetails(
      @Nullable String description, @Nullable String taskType, BiConsumer<String, String> problem) {
    if (description != null
        && (description.length() > MOST_DESCRIPTION || description.indexOf('\0') >= 0)) {
      problem.accept("/description", "has to be at most %d characters".formatted(MOST_DESCRIPTION));
    }
    if (taskType != null && !TaskType.isOne(taskType)) {
      problem.accept("/taskType", "has to be one of /api/task-types");
    }
  }

  @Override
  public List<Route> routes() {
    Access readers = new Access.Member(Permission.BOTS_READ);
    Access writers = new Access.Member(Permission.BOTS_WRITE);
    Access publishers = new Access.Member(Permission.BOTS_PUBLISH);
    return List.of(
        Route.get("/api/bots", readers, "Lists the bots.", this::list).paging(BotView.class),
        Route.post(
                "/api/bots",
                writers,
                "Makes a bot, from a template where one is named.",
                this::make)
            .taking(NewBot.class)
            .creating(BotView.class),
        Route.get("/api/bots/{id}", readers, "Shows a bot.", this::read).answering(BotView.class),
        Route.patch("/api/bots/{id}", writers, "Changes a bot.", this::change)
            .taking(BotChange.class)
            .answering(BotView.class),
        Route.delete(
            "/api/bots/{id}", writers, "Deletes a bot that no channel leads to.", this::delete),
        Route.post(
                "/api/bots/{id}/activate",
                publishers,
                "Lets a bot take new conversations.",
                call -> switched(call, true))
            .answering(BotView.class),
        Route.post(
                "/api/bots/{id}/deactivate",
                publishers,
                "Lets a bot take no new conversations; those under way go on.",
                call -> switched(call, false))
            .answering(BotView.class));
  }

  private Answer list(Call call) {
    Cursor cursor = call.cursor();
    return Answer.ok(
        Page.of(
            bots.list(call.organization(), cursor),
            cursor.limit(),
            bot -> new Cursor.Place(bot.createdAt(), bot.id())));
  }

  private Answer make(Call call) {
    NewBot input = call.body(NewBot.class);
    return Answer.created(
        bots.make(call, input.name().strip(), input.description(), input.type(), input.document()));
  }

  private Answer read(Call call) {
    return Answer.ok(bots.read(call.organization(), call.id("id")));
  }

  private Answer change(Call call) {
    BotChange input = call.body(BotChange.class);
    // What a bot begins with is what customers meet.
    if (input.mainWorkflowId() != null && !call.seat().may(Permission.BOTS_PUBLISH)) {
      throw new Refusal(ErrorCode.FORBIDDEN);
    }
    return Answer.ok(bots.change(call, call.id("id"), input));
  }

  private Answer switched(Call call, boolean active) {
    return Answer.ok(bots.switchTo(call, call.id("id"), active));
  }

  private Answer delete(Call call) {
    bots.delete(call, call.id("id"));
    return Answer.done();
  }
}
