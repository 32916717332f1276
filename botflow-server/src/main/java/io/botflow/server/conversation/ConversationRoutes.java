package io.botflow.server.conversation;

import io.botflow.server.api.Access;
import io.botflow.server.api.Answer;
import io.botflow.server.api.Call;
import io.botflow.server.api.Checked;
import io.botflow.server.api.Permission;
import io.botflow.server.api.Refusal;
import io.botflow.server.api.Route;
import io.botflow.server.api.RouteSource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Conversations: the list, and what is done with them. */
final class ConversationRoutes implements RouteSource {
  private final ConversationList list;
  private final ConversationWork work;
  private final Handoffs handoffs;

  @Inject
  ConversationRoutes(ConversationList list, ConversationWork work, Handoffs handoffs) {
    this.list = list;
    this.work = work;
    this.handoffs = handoffs;
  }

  /**
   * Who is to answer.
   *
   * @param to {@code person} for the one who calls, {@code queue} or {@code bot}
   * @param node where the bot goes on; null for the way that the flow says
   * @param returnAfterMinutes when the bot answers again unless a person says something before;
   *     null for never
   */
  record Handoff(String to, @Nullable String node, @Nullable Integer returnAfterMinutes)
      implements Checked {
    private static final int MOST_NODE = 100;

    @Override
    public void check(BiConsumer<String, String> problem) {
      if (!List.of("person", "queue", "bot").contains(to)) {
        problem.accept("/to", "has to be person, queue or bot");
      }
      if (node != null && (!to.equals("bot") || node.isBlank() || node.length() > MOST_NODE)) {
        problem.accept("/node", "has to be a step of the flow, for the bot alone");
      }
      if (returnAfterMinutes != null && !to.equals("person")) {
        problem.accept("/returnAfterMinutes", "is for a person alone");
      }
      NewMessage.expectMinutes(returnAfterMinutes, problem);
    }
  }

  /**
   * The same for many.
   *
   * @param change what is changed of each, or null
   * @param resolve whether each is resolved
   */
  record BulkChange(
      List<UUID> conversations, @Nullable ConversationChange change, @Nullable Boolean resolve)
      implements Checked {
    private static final int MOST = 100;

    @Override
    public void check(BiConsumer<String, String> problem) {
      if (conversations.isEmpty() || conversations.size() > MOST || conversations.contains(null)) {
        problem.accept("/conversations", "has to be from 1 to " + MOST + " ids");
      }
      if (change != null) {
        change.check((path, message) -> problem.accept("/change" + path, message));
      }
    }
  }

  /**
   * What became of many.
   *
   * @param unknown those that there are none of
   */
  record BulkResult(List<ConversationView> changed, List<UUID> unknown) {
    BulkResult {
      changed = List.copyOf(changed);
      unknown = List.copyOf(unknown);
    }
  }

  @Override
  public List<Route> routes() {
    Access readers = new Access.Member(Permission.CONVERSATIONS_READ);
    Access writers = new Access.Member(Permission.CONVERSATIONS_WRITE);
    Route all =
        Route.get(
                "/api/conversations",
                readers,
                "Lists conversations, the last active first.",
                this::all)
            .paging(ConversationView.class);
    for (String parameter : ConversationFilter.PARAMETERS) {
      all = all.withParameter(parameter);
    }
    return List.of(
        all,
        Route.get("/api/conversations/{id}", readers, "Shows a conversation.", this::one)
            .answering(ConversationView.class),
        Route.patch(
                "/api/conversations/{id}",
                writers,
                "Assigns, labels, snoozes a conversation or marks it.",
                this::change)
            .taking(ConversationChange.class)
            .answering(ConversationView.class),
        Route.post(
                "/api/conversations/{id}/handoff",
                writers,
                "Says who answers: the one who calls, the queue or the bot.",
                this::handOff)
            .taking(Handoff.class)
            .answering(ConversationView.class),
        Route.post(
                "/api/conversations/{id}/resolve",
                writers,
                "Ends a conversation until the customer writes again.",
                this::resolve)
            .answering(ConversationView.class),
        Route.post(
                "/api/conversations/{id}/reopen",
                writers,
                "Opens a conversation that was resolved or snoozed.",
                this::reopen)
            .answering(ConversationView.class),
        Route.post("/api/conversations/bulk", writers, "Does the same with many.", this::changeMany)
            .taking(BulkChange.class)
            .answering(BulkResult.class));
  }

  private Answer all(Call call) {
    return Answer.ok(list.page(call.organization(), ConversationFilter.of(call), call.cursor()));
  }

  private Answer one(Call call) {
    return Answer.ok(list.one(call.organization(), call.id("id")));
  }

  private Answer change(Call call) {
    return Answer.ok(work.change(call, call.id("id"), call.body(ConversationChange.class)));
  }

  private Answer handOff(Call call) {
    Handoff handoff = call.body(Handoff.class);
    UUID id = call.id("id");
    return Answer.ok(
        switch (handoff.to()) {
          case "queue" -> work.toQueue(call, id);
          case "bot" -> giveBack(call, id, handoff.node());
          default -> work.takeOver(call, id, minutes(handoff.returnAfterMinutes()));
        });
  }

  private ConversationView giveBack(Call call, UUID id, @Nullable String node) {
    if (node != null) {
      handoffs.expectStep(call.organization(), id, node);
    }
    return work.giveBack(call, id, node);
  }

  static @Nullable Duration minutes(@Nullable Integer minutes) {
    return minutes == null ? null : Duration.ofMinutes(minutes);
  }

  private Answer resolve(Call call) {
    return Answer.ok(work.resolve(call, call.id("id")));
  }

  private Answer reopen(Call call) {
    return Answer.ok(work.reopen(call, call.id("id")));
  }

  private Answer changeMany(Call call) {
    BulkChange bulk = call.body(BulkChange.class);
    List<ConversationView> changed = new ArrayList<>();
    List<UUID> unknown = new ArrayList<>();
    for (UUID id : bulk.conversations().stream().distinct().toList()) {
      try {
        ConversationView view = list.one(call.organization(), id);
        if (bulk.change() != null) {
          view = work.change(call, id, bulk.change());
        }
        if (Boolean.TRUE.equals(bulk.resolve())) {
          view = work.resolve(call, id);
        }
        changed.add(view);
      } catch (Refusal e) {
        if (e.code() != io.botflow.server.http.ErrorCode.NOT_FOUND) {
          throw e;
        }
        unknown.add(id);
      }
    }
    return Answer.ok(new BulkResult(changed, unknown));
  }
}
