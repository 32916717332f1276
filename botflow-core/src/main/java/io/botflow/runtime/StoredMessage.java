package io.botflow.runtime;

import io.botflow.conversation.Owner;
import io.botflow.message.ChannelEvent.StatusChanged;
import io.botflow.message.ChannelProblem;
import io.botflow.message.DeliveryStatus;
import io.botflow.message.OutboundMessage;
import io.botflow.spi.Returned;
import io.botflow.spi.Sending;
import io.botflow.spi.Store;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One message to a customer and how far it came. Guarded by its store's lock. */
final class StoredMessage {

  final UUID id;
  final StoredConversation conversation;
  final OutboundMessage message;
  final long number;
  final Instant decidedAt;

  Progress progress = Progress.WAITING;

  /**
   * In {@code WAITING} when it may go; in {@code SENDING}, {@code IN_DOUBT} and {@code WITHHELD}
   * when that ends.
   */
  long nextAt;

  int attempt;
  boolean sentAgain;
  @Nullable String messageId;

  /**
   * Other names that the channel gave it: each is a double at the customer's, true where a status
   * proved it.
   */
  @Nullable Map<String, Boolean> otherIds;

  /** Names under which the channel took it and then did not deliver it. */
  private @Nullable Set<String> spent;

  /** Why the channel gave it back, while nothing is decided about it. */
  @Nullable Returned returned;

  private final boolean byPerson;

  @Nullable DeliveryStatus status;

  /** What the channel charges it as, as far as is known. */
  @Nullable String category;

  @Nullable ChannelProblem problem;

  StoredMessage(
      UUID id,
      StoredConversation conversation,
      OutboundMessage message,
      long number,
      Instant decidedAt) {
    this.id = id;
    this.conversation = conversation;
    this.message = message;
    this.number = number;
    this.decidedAt = decidedAt;
    this.byPerson = conversation.owner == Owner.PERSON;
  }

  /**
   * Makes it wait again, where a failure is not the last word.
   *
   * @param at when it may go: where the attempt that failed is not answered yet, not before the end
   *     of its lease, since only its sender knows what went
   * @return whether it waits, and has to be put in line
   */
  boolean comesBack(StatusChanged failure, long at) {
    boolean tooOften = spent != null && spent.size() >= Store.MOST_RETURNS;
    if (!failure.returned() || problem == null || tooOften || isTakenOver()) {
      return false;
    }
    spent = spent == null ? new HashSet<>() : spent;
    spent.add(failure.messageId());
    returned = new Returned(problem, failure.at());
    messageId = null;
    status = null;
    progress = Progress.WAITING;
    nextAt = at;
    conversation.disclosed &= message.terms().disclosure() == null;
    return true;
  }

  /** The answer to an attempt of which a status said already that it came to nothing. */
  void answeredLate(Sending sending, long now) {
    left(sending, now);
    if (progress == Progress.WAITING && returned != null && attempt == sending.attempt()) {
      nextAt = Math.min(nextAt, now);
    }
  }

  /** Takes note of a template that went in its place. */
  void left(Sending sending, long now) {
    if (sending.asksBack()) {
      conversation.askedBackAt = Instant.ofEpochMilli(now);
    }
    if (sending.standsIn()) {
      conversation.replaced = number;
    }
  }

  private boolean isTakenOver() {
    return conversation.owner == Owner.PERSON && !byPerson;
  }

  /** Whether the channel called it so when it took it in vain. */
  boolean wasCalled(@Nullable String name) {
    return spent != null && spent.contains(name);
  }

  /** All names by which the channel knows it or knew it. */
  Set<String> names() {
    Set<String> names = new HashSet<>();
    if (messageId != null) {
      names.add(messageId);
    }
    if (otherIds != null) {
      names.addAll(otherIds.keySet());
    }
    if (spent != null) {
      names.addAll(spent);
    }
    return names;
  }

  /**
   * Takes note of what the channel calls it.
   *
   * @param proven whether a status says so
   * @return whether that proves, for the first time, that it is there twice
   */
  boolean isCalled(String id, boolean proven) {
    if (messageId == null) {
      messageId = id;
    }
    if (messageId.equals(id)) {
      return false;
    }
    if (otherIds == null) {
      otherIds = new HashMap<>();
    }
    boolean before = Boolean.TRUE.equals(otherIds.get(id));
    otherIds.put(id, before || proven);
    return proven && !before;
  }

  /** How it reads now. */
  TranscriptLine.Said line() {
    return new TranscriptLine.Said(
        id, number, message, decidedAt, progress, attempt, status, messageId, category, problem);
  }

  /** Whether nothing more is to be done, so that the next one may go. */
  boolean settled() {
    return switch (progress) {
      case WAITING, SENDING, IN_DOUBT -> false;
      case SENT, WITHHELD, FAILED, HELD -> true;
    };
  }
}
