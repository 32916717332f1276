package io.botflow.server.conversation;

import io.botflow.server.api.Access;
import io.botflow.server.api.Answer;
import io.botflow.server.api.Call;
import io.botflow.server.api.Checked;
import io.botflow.server.api.Page;
import io.botflow.server.api.Permission;
import io.botflow.server.api.Route;
import io.botflow.server.api.RouteSource;
import io.botflow.server.conversation.CannedReplies.CannedReplyView;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Canned replies. */
final class CannedReplyRoutes implements RouteSource {
  private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");

  private final CannedReplies replies;

  @Inject
  CannedReplyRoutes(CannedReplies replies) {
    this.replies = replies;
  }

  record NewCannedReply(String shortCode, String text) implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      expectCode(shortCode, problem);
      NewMessage.expectText(text, "/text", problem);
    }
  }

  record CannedReplyChange(@Nullable String shortCode, @Nullable String text) implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      if (shortCode != null) {
        expectCode(shortCode, problem);
      }
      if (text != null) {
        NewMessage.expectText(text, "/text", problem);
      }
    }
  }

  private static void expectCode(String code, BiConsumer<String, String> problem) {
    if (!CODE.matcher(code).matches()) {
      problem.accept("/shortCode", "has to be up to 40 of a-z, 0-9, - and _");
    }
  }

  @Override
  public List<Route> routes() {
    Access readers = new Access.Member(Permission.CONVERSATIONS_READ);
    Access writers = new Access.Member(Permission.CONVERSATIONS_WRITE);
    return List.of(
        Route.get("/api/canned-replies", readers, "Lists the canned replies.", this::list)
            .paging(CannedReplyView.class),
        Route.post("/api/canned-replies", writers, "Makes a canned reply.", this::make)
            .taking(NewCannedReply.class)
            .creating(CannedReplyView.class),
        Route.patch("/api/canned-replies/{id}", writers, "Changes a canned reply.", this::change)
            .taking(CannedReplyChange.class)
            .answering(CannedReplyView.class),
        Route.delete(
            "/api/canned-replies/{id}", writers, "Takes a canned reply away.", this::delete));
  }

  private Answer list(Call call) {
    return Answer.ok(new Page<>(replies.list(call.organization()), null));
  }

  private Answer make(Call call) {
    NewCannedReply reply = call.body(NewCannedReply.class);
    return Answer.created(replies.make(call.organization(), reply.shortCode(), reply.text()));
  }

  private Answer change(Call call) {
    CannedReplyChange change = call.body(CannedReplyChange.class);
    return Answer.ok(replies.change(call, call.id("id"), change.shortCode(), change.text()));
  }

  private Answer delete(Call call) {
    replies.delete(call.organization(), call.id("id"));
    return Answer.done();
  }
}
