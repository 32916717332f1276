package io.botflow.store.jdbc;

import io.botflow.conversation.Input;
import io.botflow.event.Event;
import io.botflow.message.InboundMessage;
import io.botflow.message.MessageContent;
import io.botflow.message.OutboundMessage;
import io.botflow.spi.Claim;
import io.botflow.store.jdbc.Commits.Held;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** History as a commit writes it: what was said in a turn. */
final class TurnRows {

  /**
   * One message of a turn.
   *
   * @param place among the turn's answers, from 0; -1 of what came in
   */
  record Said(
      Held held,
      UUID id,
      int place,
      String content,
      @Nullable String replyTo,
      @Nullable String externalId,
      @Nullable OutboundMessage outbound,
      Instant at) {
    Claim claim() {
      return held.request().claim();
    }

    boolean inbound() {
      return outbound == null;
    }
  }

  private TurnRows() {}

  /** The same for the same message of the same turn, whoever keeps it. */
  static UUID inboundId(UUID turn, int place, UUID channel, InboundMessage message) {
    return HistoryIds.of(HistoryIds.momentOf(turn), place, channel + " " + message.id());
  }

  static boolean mayHaveJournal(Commits.Request request) {
    return request.claim().attempt() > 1
        || request.turn().events().stream().anyMatch(Event.Called.class::isInstance);
  }

  static List<Said> said(List<Held> turns) {
    List<Said> said = new ArrayList<>(turns.size() * 2);
    for (Held held : turns) {
      addInbound(said, held);
      addOutbound(said, held);
    }
    return said;
  }

  private static void addInbound(List<Said> said, Held held) {
    Claim claim = held.request().claim();
    if (claim.input() instanceof Input.Messages burst) {
      int place = 0;
      for (InboundMessage message : burst.messages()) {
        said.add(
            new Said(
                held,
                inboundId(claim.turn(), place++, claim.bot().channel(), message),
                -1,
                StoredJson.write(message.content(), MessageContent.class),
                message.replyTo(),
                message.id(),
                null,
                message.sentAt()));
      }
    }
  }

  private static void addOutbound(List<Said> said, Held held) {
    int place = 0;
    for (OutboundMessage message : held.request().turn().messages()) {
      UUID turn = held.request().claim().turn();
      said.add(
          new Said(
              held,
              HistoryIds.of(held.now(), place, turn + " " + place),
              place,
              StoredJson.write(message.content(), MessageContent.class),
              message.replyTo(),
              null,
              message,
              held.now()));
      place++;
    }
  }

  /** What a plain message with this content would not have; null for a plain one. */
  static @Nullable String extra(@Nullable OutboundMessage message) {
    return message == null || message.equals(new OutboundMessage(message.content()))
        ? null
        : StoredJson.write(message);
  }

  static OutboundMessage outbound(String content, @Nullable String extra) {
    return extra == null
        ? new OutboundMessage(StoredJson.read(content, MessageContent.class))
        : StoredJson.read(extra, OutboundMessage.class);
  }

  static int inputKind(Input input) {
    return switch (input) {
      case Input.Messages ignored -> 1;
      case Input.TimeUp ignored -> 3;
      case Input.Signal ignored -> 4;
      case Input.TakeOver ignored -> 5;
      case Input.GiveBack ignored -> 6;
      case Input.Resolve ignored -> 7;
      case Input.ToQueue ignored -> 8;
    };
  }
}
