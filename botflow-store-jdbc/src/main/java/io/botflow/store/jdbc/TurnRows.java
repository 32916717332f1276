package io.botflow.store.jdbc;

import io.botflow.conversation.Input;
import io.botflow.event.Event;
import io.botflow.message.InboundMessage;
import io.botflow.message.MessageContent;
import io.botflow.message.OutboundMessage;
import io.botflow.spi.Claim;
import io.botflow.store.jdbc.Commits.Request;
import io.botflow.store.jdbc.Commits.Written;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** History: the turn with its events, and what was said in it. */
final class TurnRows {

  private record Said(
      Request request,
      UUID id,
      boolean inbound,
      MessageContent content,
      @Nullable String replyTo,
      @Nullable String externalId,
      Instant at) {}

  private TurnRows() {}

  /**
   * The id of a turn's answer: made of its cause, so that a repeated turn answers with the same.
   */
  static UUID messageId(Claim claim, int place) {
    return UUID.nameUUIDFromBytes((claim.turn() + " " + place).getBytes(StandardCharsets.US_ASCII));
  }

  static boolean mayHaveJournal(Request request) {
    return request.claim().attempt() > 1
        || request.turn().events().stream().anyMatch(Event.Called.class::isInstance);
  }

  static void insert(Handle handle, List<Request> requests, Map<UUID, Written> written) {
    Columns.of(requests)
        .uuid("orgs", request -> request.claim().bot().organization())
        .uuid("conversations", request -> request.claim().conversation())
        .number("numbers", request -> request.turn().session().turns())
        .uuid("ids", request -> request.claim().turn())
        .uuid("bots", request -> request.claim().bot().bot())
        .number("inputs", request -> inputKind(request.claim().input()))
        .number("attempts", request -> request.claim().attempt())
        .text("events", request -> StoredJson.events(request.turn().events()))
        .moment("moments", request -> now(written, request))
        .bind(
            handle.createUpdate(
                """
                insert into turns (org_id, conversation_id, number, id, bot_id, input, attempt,
                  events, created_at)
                select org, conversation, number, id, bot, input, attempt, events::json, at
                from unnest(:orgs, :conversations, :numbers, :ids, :bots, :inputs, :attempts,
                  :events, :moments)
                  as u (org, conversation, number, id, bot, input, attempt, events, at)
                """))
        .execute();
    List<Said> said = new ArrayList<>();
    for (Request request : requests) {
      addSaid(said, request, now(written, request));
    }
    Columns.of(said)
        .uuid("orgs", message -> message.request().claim().bot().organization())
        .uuid("ids", Said::id)
        .uuid("conversations", message -> message.request().claim().conversation())
        .uuid("channels", message -> message.request().claim().bot().channel())
        .flag("inbound", Said::inbound)
        .number("turns", message -> message.request().turn().session().turns())
        .text("contents", message -> StoredJson.write(message.content(), MessageContent.class))
        .text("replies", message -> Text.storable(message.replyTo()))
        .text("externals", message -> Text.storable(message.externalId()))
        .moment("moments", Said::at)
        .bind(
            handle.createUpdate(
                """
                insert into messages (org_id, id, conversation_id, channel_id, inbound, turn,
                  sent_by, content, reply_to, external_id, created_at)
                select org, id, conversation, channel, inbound, turn,
                  case when inbound then 'customer' else 'bot' end, content::json, reply,
                  external, at
                from unnest(:orgs, :ids, :conversations, :channels, :inbound, :turns, :contents,
                  :replies, :externals, :moments)
                  as u (org, id, conversation, channel, inbound, turn, content, reply, external, at)
                """))
        .execute();
  }

  private static void addSaid(List<Said> said, Request request, Instant now) {
    Claim claim = request.claim();
    if (claim.input() instanceof Input.Messages burst) {
      for (InboundMessage message : burst.messages()) {
        UUID id =
            UUID.nameUUIDFromBytes(
                (claim.bot().channel() + " " + message.id()).getBytes(StandardCharsets.UTF_8));
        said.add(
            new Said(
                request,
                id,
                true,
                message.content(),
                message.replyTo(),
                message.id(),
                message.sentAt()));
      }
    }
    int place = 0;
    for (OutboundMessage message : request.turn().messages()) {
      said.add(
          new Said(
              request,
              messageId(claim, place),
              false,
              message.content(),
              message.replyTo(),
              null,
              now));
      place++;
    }
  }

  private static Instant now(Map<UUID, Written> written, Request request) {
    return Objects.requireNonNull(written.get(request.claim().conversation())).now();
  }

  private static int inputKind(Input input) {
    return switch (input) {
      case Input.Messages ignored -> 1;
      case Input.TimeUp ignored -> 3;
      case Input.Signal ignored -> 4;
      case Input.TakeOver ignored -> 5;
      case Input.GiveBack ignored -> 6;
      case Input.Resolve ignored -> 7;
    };
  }
}
