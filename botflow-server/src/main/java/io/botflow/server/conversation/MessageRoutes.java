package io.botflow.server.conversation;

import io.botflow.server.api.Access;
import io.botflow.server.api.Answer;
import io.botflow.server.api.Call;
import io.botflow.server.api.Checked;
import io.botflow.server.api.Permission;
import io.botflow.server.api.Refusal;
import io.botflow.server.api.Route;
import io.botflow.server.api.RouteSource;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.http.Problem;
import io.botflow.store.jdbc.MessageRetries;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The messages of conversations. */
final class MessageRoutes implements RouteSource {
  private final MessageList messages;
  private final Replies replies;
  private final Notes notes;
  private final MessageRetries retries;

  @Inject
  MessageRoutes(MessageList messages, Replies replies, Notes notes, MessageRetries retries) {
    this.messages = messages;
    this.replies = replies;
    this.notes = notes;
    this.retries = retries;
  }

  record NewNote(String text) implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      NewMessage.expectText(text, "/text", problem);
    }
  }

  /** What was said: more than one message where the channel takes less at a time. */
  record SentMessages(List<MessageView> data) {
    SentMessages {
      data = List.copyOf(data);
    }
  }

  @Override
  public List<Route> routes() {
    Access readers = new Access.Member(Permission.CONVERSATIONS_READ);
    Access writers = new Access.Member(Permission.CONVERSATIONS_WRITE);
    String path = "/api/conversations/{id}/messages";
    return List.of(
        Route.get(
                path,
                readers,
                "Lists messages and notes, the newest first, or those after one, the oldest first.",
                this::list)
            .paging(MessageView.class)
            .withParameter("after"),
        Route.post(
                path,
                writers,
                "Writes to the customer, and takes the conversation over from the bot.",
                this::say)
            .taking(NewMessage.class)
            .creating(SentMessages.class),
        Route.post(
                path + "/{messageId}/retry", writers, "Sends a failed message again.", this::retry)
            .answering(MessageView.class),
        Route.get(
                path + "/{messageId}/explanation",
                readers,
                "Tells why the bot said it: what happened in its turn.",
                this::explain)
            .answering(MessageList.ExplanationView.class),
        Route.post(
                "/api/conversations/{id}/notes",
                writers,
                "Writes a note that only the organisation sees.",
                this::note)
            .taking(NewNote.class)
            .creating(MessageView.class));
  }

  private Answer list(Call call) {
    return Answer.ok(messages.page(call.organization(), call.id("id"), call.cursor(), after(call)));
  }

  private static @Nullable UUID after(Call call) {
    String text = call.parameter("after");
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          ErrorCode.INVALID_PARAMETER,
          List.of(new Problem.Place("after", "has to be a message's id")));
    }
  }

  private Answer say(Call call) {
    return Answer.created(
        new SentMessages(
            replies.say(
                call.caller(), call.organization(), call.id("id"), call.body(NewMessage.class))));
  }

  private Answer note(Call call) {
    return Answer.created(notes.write(call, call.id("id"), call.body(NewNote.class).text()));
  }

  private Answer retry(Call call) {
    UUID conversation = call.id("id");
    UUID message = call.id("messageId");
    List<MessageView> known = messages.some(call.organization(), conversation, List.of(message));
    if (known.isEmpty()) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    if (!retries.again(call.organization(), conversation, message)) {
      throw new Refusal(ErrorCode.CONFLICT);
    }
    return Answer.ok(messages.some(call.organization(), conversation, List.of(message)).get(0));
  }

  private Answer explain(Call call) {
    return Answer.ok(
        messages.explanation(call.organization(), call.id("id"), call.id("messageId")));
  }
}
