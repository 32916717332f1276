package io.botflow.runtime;

import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelEvent.StatusChanged;
import io.botflow.message.ChannelProblem;
import io.botflow.message.DeliveryStatus;
import io.botflow.message.OutboundMessage;
import io.botflow.spi.Lease;
import io.botflow.spi.SendResult;
import io.botflow.spi.Sending;
import io.botflow.spi.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Messages on their way out: one of a conversation at a time, in order, and what channels and
 * statuses say of them. Not thread-safe.
 */
final class Deliveries {
  /** A broken account is tried again every minute: whoever repairs it need not tell us. */
  private static final Duration BROKEN = Duration.ofMinutes(1);

  /** Statuses of messages that we do not know yet; the answer to the send is seconds away. */
  private static final int MAX_ORPHANS = 10_000;

  private final MemorySettings settings;
  private final Ids ids;
  private final Map<UUID, StoredMessage> byId = new HashMap<>();
  private final Map<Name, StoredMessage> byName = new HashMap<>();
  private final Map<Object, Long> pausedUntil = new HashMap<>();
  private long doubles;

  private final Map<Name, StatusChanged> orphans =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Name, StatusChanged> eldest) {
          return size() > MAX_ORPHANS;
        }
      };

  Deliveries(MemorySettings settings, Ids ids) {
    this.settings = settings;
    this.ids = ids;
  }

  /** What the channel calls one of our messages. */
  private record Name(ChannelAddress address, String messageId) {}

  UUID add(StoredConversation conversation, OutboundMessage message, Instant now) {
    StoredMessage stored =
        new StoredMessage(ids.next(), conversation, message, ++conversation.messages, now);
    byId.put(stored.id, stored);
    forget(conversation.history.add(stored));
    conversation.outgoing.add(stored);
    if (conversation.outgoing.size() == 1) {
      becomeFirst(stored, now.toEpochMilli());
    }
    return stored.id;
  }

  /** Sends nothing of what waits; what is on its way cannot be called back. */
  void withdraw(StoredConversation conversation, long now) {
    List<StoredMessage> waiting = new ArrayList<>(conversation.withheld);
    conversation.withheld.clear();
    conversation.outgoing.stream()
        .filter(message -> message.progress == Progress.WAITING)
        .forEach(waiting::add);
    for (StoredMessage message : waiting) {
      message.progress = Progress.FAILED;
      message.status = DeliveryStatus.FAILED;
      message.problem =
          new ChannelProblem(Store.TAKEN_OVER, null, "A person took over before it was sent.");
    }
    dropSettled(conversation, now);
  }

  /** Ends what the conversation's history remembers no longer. */
  void forget(@Nullable StoredMessage message) {
    if (message != null) {
      byId.remove(message.id);
      for (String name : message.names()) {
        byName.remove(new Name(message.conversation.address, name));
      }
    }
  }

  /** When the conversation's first message must be looked at; {@link Alarms#NEVER} if never. */
  long nextAt(StoredConversation conversation) {
    StoredMessage first = conversation.outgoing.peek();
    if (first == null) {
      return Alarms.NEVER;
    }
    long at = first.nextAt;
    if (first.progress == Progress.WAITING) {
      if (!pausedUntil.isEmpty()) {
        at = Math.max(at, pauseEnd(conversation));
      }
      if (first.attempt == 0) {
        at = Math.max(at, conversation.sendLine.nextAtOf(conversation));
      }
    }
    return at;
  }

  private long pauseEnd(StoredConversation conversation) {
    return Math.max(
        pausedUntil.getOrDefault(conversation.address, 0L),
        pausedUntil.getOrDefault(conversation.bot.channel(), 0L));
  }

  /** Lets time do its work: leases end, doubts end, and so does waiting for the customer. */
  void advance(StoredConversation conversation, long now) {
    expire(conversation, now);
    StoredMessage first = conversation.outgoing.peek();
    if (first != null && first.progress == Progress.SENDING && first.nextAt <= now) {
      doubt(first, first.nextAt);
    }
    if (first != null && first.progress == Progress.IN_DOUBT && first.nextAt <= now) {
      boolean again =
          !first.sentAgain && first.message.resend() == OutboundMessage.Resend.AFTER_DOUBT;
      if (again) {
        first.sentAgain = true;
        first.progress = Progress.WAITING;
      } else {
        first.progress = Progress.HELD;
        dropSettled(conversation, now);
      }
    }
  }

  /** Lends the first message if it may go now and nobody waits for the account; null otherwise. */
  @Nullable Sending lendAtOnce(StoredConversation conversation, long now) {
    return conversation.sendLine.isFree(now) ? lend(conversation, now) : null;
  }

  /** Lends the first message if it may go now but for its account's pace; null otherwise. */
  @Nullable Sending lend(StoredConversation conversation, long now) {
    StoredMessage first = conversation.outgoing.peek();
    if (first == null || first.progress != Progress.WAITING || nextAt(conversation) > now) {
      return null;
    }
    conversation.sendLine.use(conversation, first.attempt == 0, now);
    first.progress = Progress.SENDING;
    first.attempt++;
    first.nextAt = now + settings.sendLease().toMillis();
    return new Sending(
        first.id,
        conversation.bot.organization(),
        conversation.bot.channel(),
        conversation.id,
        conversation.address,
        conversation.contact.contact().user(),
        first.message,
        first.number,
        first.attempt,
        conversation.relation(),
        Lease.from(Instant.ofEpochMilli(now), settings.sendLease()),
        first.returned);
  }

  /** The message, if the store still knows it. */
  @Nullable StoredMessage find(UUID id) {
    return byId.get(id);
  }

  void release(StoredMessage message, int attempt, long now) {
    if (message.progress == Progress.SENDING && message.attempt == attempt) {
      message.progress = Progress.WAITING;
      message.attempt--;
      message.nextAt = now;
      message.conversation.sendLine.unuse(message.conversation, message.attempt == 0);
    }
  }

  void settle(StoredMessage message, Sending sending, SendResult result, long now) {
    boolean current =
        message.attempt == sending.attempt()
            && (message.progress == Progress.SENDING || message.progress == Progress.IN_DOUBT);
    switch (result) {
      case SendResult.Accepted accepted -> {
        if (message.wasCalled(accepted.messageId())) {
          message.answeredLate(sending, now);
        } else {
          message.conversation.disclosed |= sending.discloses();
          message.left(sending, now);
          if (message.category == null) {
            message.category = accepted.category();
          }
          accept(message, accepted.messageId(), false, now);
        }
      }
      case SendResult.RetryAfter retry -> {
        if (current) {
          message.progress = Progress.WAITING;
          message.returned = null;
          message.problem = retry.problem();
          message.nextAt = now + retry.delay().toMillis();
          pause(message.conversation, retry.scope(), message.nextAt);
        }
      }
      case SendResult.Rejected rejected -> {
        if (current) {
          reject(message, rejected, now);
        }
      }
      case SendResult.Withheld withheld -> {
        if (current) {
          message.progress = Progress.WITHHELD;
          message.returned = null;
          message.problem = withheld.problem();
          message.nextAt = now + withheld.keep().toMillis();
          message.conversation.withheld.add(message);
        }
      }
      case SendResult.Unknown ignored -> {
        if (current && message.progress == Progress.SENDING) {
          doubt(message, now);
        }
      }
    }
    dropSettled(message.conversation, now);
  }

  /** Lets messages go that waited for it, before all that does not wait for an answer. */
  void customerWrote(StoredConversation conversation, long now) {
    StoredMessage first = conversation.outgoing.peek();
    if (conversation.withheld.isEmpty() || (first != null && first.progress != Progress.WAITING)) {
      return;
    }
    expire(conversation, now);
    for (StoredMessage message : conversation.withheld.reversed()) {
      message.progress = Progress.WAITING;
      message.nextAt = now;
      conversation.outgoing.addFirst(message);
    }
    conversation.withheld.clear();
  }

  /** When the next withheld message has waited long enough; {@link Alarms#NEVER} if none waits. */
  long expiresAt(StoredConversation conversation) {
    long at = Alarms.NEVER;
    for (StoredMessage message : conversation.withheld) {
      at = Math.min(at, message.nextAt);
    }
    return at;
  }

  private void expire(StoredConversation conversation, long now) {
    Iterator<StoredMessage> all = conversation.withheld.iterator();
    while (all.hasNext()) {
      StoredMessage message = all.next();
      if (message.nextAt <= now) {
        message.progress = Progress.FAILED;
        message.status = DeliveryStatus.FAILED;
        all.remove();
      }
    }
  }

  /** Applies a status; the conversation that it concerns, or null while that is not known. */
  @Nullable StoredConversation apply(StatusChanged status, long now) {
    Name name = new Name(status.address(), status.messageId());
    StoredMessage message = byReference(status.reference());
    if (message == null) {
      message = byName.get(name);
    }
    if (message == null) {
      orphans.merge(name, status, (a, b) -> b.status().follows(a.status()) ? b : a);
      return null;
    }
    if (message.wasCalled(status.messageId()) && !status.status().follows(DeliveryStatus.FAILED)) {
      return message.conversation;
    }
    long answeredBy = message.progress == Progress.SENDING ? message.nextAt : now;
    accept(message, status.messageId(), true, now);
    if (status.category() != null) {
      message.category = status.category();
    }
    if (message.status == null || status.status().follows(message.status)) {
      message.status = status.status();
      boolean failed = status.status() == DeliveryStatus.FAILED;
      message.progress = failed ? Progress.FAILED : Progress.SENT;
      message.problem = failed && !status.problems().isEmpty() ? status.problems().get(0) : null;
      if (failed && message.comesBack(status, answeredBy)) {
        message.conversation.waitsAgain(message);
      }
    }
    dropSettled(message.conversation, now);
    return message.conversation;
  }

  /** How often a channel said that one message of ours became two at the customer's. */
  long doubles() {
    return doubles;
  }

  private void accept(StoredMessage message, @Nullable String messageId, boolean proven, long now) {
    if (message.progress != Progress.FAILED) {
      message.progress = Progress.SENT;
    }
    if (message.status == null) {
      message.status = DeliveryStatus.SENT;
      message.problem = null;
    }
    if (messageId == null) {
      return;
    }
    if (message.isCalled(messageId, proven)) {
      doubles++;
    }
    Name name = new Name(message.conversation.address, messageId);
    byName.put(name, message);
    StatusChanged orphan = orphans.isEmpty() ? null : orphans.remove(name);
    if (orphan != null) {
      apply(orphan, now);
    }
  }

  private void reject(StoredMessage message, SendResult.Rejected rejected, long now) {
    message.progress = Progress.FAILED;
    message.status = DeliveryStatus.FAILED;
    message.problem = rejected.problem();
    if (rejected.scope() == SendResult.Scope.CONTACT) {
      for (StoredMessage later : message.conversation.outgoing) {
        later.progress = Progress.FAILED;
        later.status = DeliveryStatus.FAILED;
        later.problem = rejected.problem();
      }
    } else {
      pause(message.conversation, rejected.scope(), now + BROKEN.toMillis());
    }
  }

  private void pause(StoredConversation conversation, SendResult.Scope scope, long until) {
    switch (scope) {
      // The conversation's order makes its later messages wait as long.
      case MESSAGE, CONTACT -> {}
      case NUMBER -> pausedUntil.merge(conversation.address, until, Math::max);
      case ACCOUNT -> pausedUntil.merge(conversation.bot.channel(), until, Math::max);
    }
  }

  private void doubt(StoredMessage message, long since) {
    message.progress = Progress.IN_DOUBT;
    message.nextAt = since + settings.doubt().toMillis();
  }

  private void dropSettled(StoredConversation conversation, long now) {
    StoredMessage first = conversation.outgoing.peek();
    boolean dropped = false;
    while (first != null && first.settled()) {
      conversation.outgoing.remove();
      dropped = true;
      first = conversation.outgoing.peek();
    }
    if (dropped && first != null) {
      becomeFirst(first, now);
    }
  }

  private static void becomeFirst(StoredMessage message, long now) {
    message.nextAt = now + message.message.delay().toMillis();
  }

  private @Nullable StoredMessage byReference(@Nullable String reference) {
    // Only what looks like an id of ours: the reference may come from another program.
    if (reference == null || reference.length() != 36) {
      return null;
    }
    try {
      return byId.get(UUID.fromString(reference));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
