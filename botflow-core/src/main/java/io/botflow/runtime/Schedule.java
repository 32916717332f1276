package io.botflow.runtime;

import io.botflow.message.ChannelAddress;
import io.botflow.spi.Pace;
import io.botflow.spi.Store;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which conversations have something to do or to send, now or later. Everything that changes a
 * conversation ends with {@link #reconsider}; a conversation that stands in a line for nothing is
 * found out when its turn comes. Not thread-safe.
 */
final class Schedule {
  private final ReadyLines ready = new ReadyLines();
  private final SendLines toSend = new SendLines();
  private final Alarms alarms = new Alarms();
  private final Deliveries deliveries;
  private final InputsAside aside;

  Schedule(Deliveries deliveries, InputsAside aside) {
    this.deliveries = deliveries;
    this.aside = aside;
  }

  ReadyLines.Line line(UUID organization) {
    return ready.of(organization);
  }

  SendLines.Line sendLine(ChannelAddress address) {
    return toSend.of(address);
  }

  void keepTo(Map<String, Pace> paces) {
    toSend.keepTo(paces);
  }

  /** Puts a conversation where it belongs after a change. */
  void reconsider(StoredConversation conversation, long now) {
    endLease(conversation, now);
    deliveries.advance(conversation, now);
    long work = conversation.lent ? conversation.leaseUntil : conversation.readyAt();
    if (work <= now) {
      ready.add(conversation);
      work = Alarms.NEVER;
    }
    long send = deliveries.nextAt(conversation);
    if (send <= now) {
      toSend.add(conversation);
      send = Alarms.NEVER;
    }
    alarms.set(conversation, Math.min(Math.min(work, send), deliveries.expiresAt(conversation)));
  }

  /** Puts those in line whose time has come. */
  void tick(long now) {
    for (StoredConversation due = alarms.due(now); due != null; due = alarms.due(now)) {
      reconsider(due, now);
    }
  }

  /** The next conversation that a worker can have; null where there is none. */
  @Nullable StoredConversation takeReady(long now) {
    StoredConversation next = ready.take();
    while (next != null && (next.lent || next.readyAt() > now)) {
      reconsider(next, now);
      next = ready.take();
    }
    return next;
  }

  /** Whether a conversation that came just now can be lent without overtaking any that waits. */
  boolean isFree(StoredConversation conversation, long now) {
    return ready.isEmpty() && !conversation.lent && conversation.readyAt() <= now;
  }

  /** The next conversation that perhaps has something to send; null where there is none. */
  @Nullable StoredConversation takeToSend(long now) {
    return toSend.take(now);
  }

  /** When there is something to do; the past where there is something now. */
  long next() {
    return ready.isEmpty() ? Math.min(alarms.first(), toSend.next()) : Long.MIN_VALUE;
  }

  void forget(StoredConversation conversation) {
    alarms.set(conversation, Alarms.NEVER);
  }

  /** A worker that did not come back loses the conversation; the third one loses the input. */
  private void endLease(StoredConversation conversation, long now) {
    if (conversation.lent && conversation.leaseUntil <= now) {
      conversation.lent = false;
      conversation.line.lent--;
      if (conversation.inHand != null && conversation.inHand.attempts >= Store.MAX_ATTEMPTS) {
        aside.put(conversation, "No worker came back from it.", now);
      }
    }
  }
}
