package io.botflow.server.conversation;

import io.botflow.server.api.Access;
import io.botflow.server.api.Answer;
import io.botflow.server.api.Call;
import io.botflow.server.api.Page;
import io.botflow.server.api.Permission;
import io.botflow.server.api.Route;
import io.botflow.server.api.RouteSource;
import jakarta.inject.Inject;
import java.util.List;

/** Who had a conversation, and where the bot can go on. */
final class HandoffRoutes implements RouteSource {
  private final Handoffs handoffs;

  @Inject
  HandoffRoutes(Handoffs handoffs) {
    this.handoffs = handoffs;
  }

  @Override
  public List<Route> routes() {
    Access readers = new Access.Member(Permission.CONVERSATIONS_READ);
    return List.of(
        Route.get(
                "/api/conversations/{id}/handoffs",
                readers,
                "Lists who had the conversation, the last ones first.",
                this::history)
            .paging(Handoffs.HandoffView.class),
        Route.get(
                "/api/conversations/{id}/steps",
                readers,
                "Lists the steps of its flow, which it can be given back at.",
                this::steps)
            .paging(Handoffs.StepView.class));
  }

  private Answer history(Call call) {
    return Answer.ok(new Page<>(handoffs.history(call.organization(), call.id("id")), null));
  }

  private Answer steps(Call call) {
    return Answer.ok(new Page<>(handoffs.steps(call.organization(), call.id("id")), null));
  }
}
