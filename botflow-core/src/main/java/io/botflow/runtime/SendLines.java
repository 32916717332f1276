package io.botflow.runtime;

import io.botflow.message.ChannelAddress;
import io.botflow.spi.Pace;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Conversations that have something to send, one line for each account, which are served by turns:
 * a long line holds up nobody else, nor does one whose account has sent as much as it may. Times
 * are milliseconds of the epoch. Not thread-safe.
 */
final class SendLines {
  private final Map<ChannelAddress, Line> lines = new HashMap<>();

  /** The lines that are not empty, the one that was served longest ago first. */
  private final ArrayDeque<Line> waiting = new ArrayDeque<>();

  private Map<String, Pace> paces = Map.of();

  /** One account's conversations, first come first, and its pace. */
  static final class Line {
    private final ArrayDeque<StoredConversation> ready = new ArrayDeque<>();
    private @Nullable Rate account;
    private @Nullable Rate pair;
    private long usedUntil;

    private void keepTo(Pace pace) {
      account = Rate.ofAccount(pace);
      pair = Rate.ofPair(pace);
    }

    /** When the account may send; long ago where nothing limits it. */
    private long nextAt() {
      return account == null ? Long.MIN_VALUE : account.nextAt(usedUntil);
    }

    /** Whether a message may go now, without overtaking those that wait for the account's pace. */
    boolean isFree(long now) {
      return account == null || (ready.isEmpty() && account.nextAt(usedUntil) <= now);
    }

    /** When a conversation's next message may go to its customer. */
    long nextAtOf(StoredConversation conversation) {
      return pair == null ? Long.MIN_VALUE : pair.nextAt(conversation.usedUntil);
    }

    /** Counts an attempt; the first one of a message counts for its customer too. */
    void use(StoredConversation conversation, boolean first, long now) {
      if (account != null) {
        usedUntil = account.use(usedUntil, now);
      }
      if (pair != null && first) {
        conversation.usedUntil = pair.use(conversation.usedUntil, now);
      }
    }

    /** Takes back an attempt that was none. */
    void unuse(StoredConversation conversation, boolean first) {
      if (account != null) {
        usedUntil -= account.interval();
      }
      if (pair != null && first) {
        conversation.usedUntil -= pair.interval();
      }
    }
  }

  Line of(ChannelAddress address) {
    return lines.computeIfAbsent(
        address,
        ignored -> {
          Line line = new Line();
          line.keepTo(paceOf(address));
          return line;
        });
  }

  void keepTo(Map<String, Pace> byChannel) {
    paces = Map.copyOf(byChannel);
    lines.forEach((address, line) -> line.keepTo(paceOf(address)));
  }

  private Pace paceOf(ChannelAddress address) {
    return paces.getOrDefault(address.channel(), Pace.UNLIMITED);
  }

  /** Puts a conversation at the end of its account's line, unless it stands there already. */
  void add(StoredConversation conversation) {
    if (conversation.inSendLine) {
      return;
    }
    conversation.inSendLine = true;
    if (conversation.sendLine.ready.isEmpty()) {
      waiting.add(conversation.sendLine);
    }
    conversation.sendLine.ready.add(conversation);
  }

  /** The first of the next line whose account may send now; null if none. */
  @Nullable StoredConversation take(long now) {
    for (int i = waiting.size(); i > 0; i--) {
      Line line = waiting.remove();
      StoredConversation first = line.nextAt() <= now ? line.ready.remove() : null;
      if (!line.ready.isEmpty()) {
        waiting.add(line);
      }
      if (first != null) {
        first.inSendLine = false;
        return first;
      }
    }
    return null;
  }

  /** When somebody in line may send; {@link Alarms#NEVER} where nobody waits. */
  long next() {
    long next = Alarms.NEVER;
    for (Line line : waiting) {
      next = Math.min(next, line.nextAt());
    }
    return next;
  }
}
