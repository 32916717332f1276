package io.botflow.runtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Conversations that have something to do, one line for each organisation, so that a long line
 * holds up nobody else. Not thread-safe.
 */
final class ReadyLines {
  private final Map<UUID, Line> lines = new HashMap<>();

  /** The lines that are not empty, the one that was served longest ago first. */
  private final List<Line> waiting = new ArrayList<>();

  /** One organisation's conversations, first come first; bulk after all that are live. */
  static final class Line {
    private final ArrayDeque<StoredConversation> live = new ArrayDeque<>();
    private final ArrayDeque<StoredConversation> bulk = new ArrayDeque<>();

    /** How many of its conversations are lent to workers now. */
    int lent;

    private boolean isEmpty() {
      return live.isEmpty() && bulk.isEmpty();
    }

    private StoredConversation remove() {
      StoredConversation first = live.poll();
      if (first != null) {
        first.inLine = false;
        return first;
      }
      first = bulk.remove();
      first.inBulkLine = false;
      return first;
    }
  }

  Line of(UUID organization) {
    return lines.computeIfAbsent(organization, ignored -> new Line());
  }

  /**
   * Puts a conversation at the end of its organisation's line, unless it stands there already. One
   * that became live leaves an entry among bulk, which is found out when its turn comes.
   */
  void add(StoredConversation conversation) {
    boolean bulk = conversation.isBulk();
    if (conversation.inLine || (bulk && conversation.inBulkLine)) {
      return;
    }
    Line line = conversation.line;
    if (line.isEmpty()) {
      waiting.add(line);
    }
    if (bulk) {
      conversation.inBulkLine = true;
      line.bulk.add(conversation);
    } else {
      conversation.inLine = true;
      line.live.add(conversation);
    }
  }

  /** The first of the line whose organisation has the fewest conversations lent; null if none. */
  @Nullable StoredConversation take() {
    int least = 0;
    for (int i = 1; i < waiting.size(); i++) {
      if (waiting.get(i).lent < waiting.get(least).lent) {
        least = i;
      }
    }
    if (waiting.isEmpty()) {
      return null;
    }
    Line line = waiting.remove(least);
    StoredConversation first = line.remove();
    if (!line.isEmpty()) {
      waiting.add(line);
    }
    return first;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }
}
