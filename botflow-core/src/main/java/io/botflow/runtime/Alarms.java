package io.botflow.runtime;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Conversations by the moment at which they must be looked at: a binary heap in which each
 * conversation stands at most once and knows its place. A queue of entries would grow by one with
 * every turn, since every turn moves the end of a session's inactivity. Not thread-safe.
 */
final class Alarms {
  /** The time of a conversation that is not here. */
  static final long NEVER = Long.MAX_VALUE;

  private @Nullable StoredConversation[] heap = new StoredConversation[64];
  private int size;

  /** Sets, moves or ends ({@link #NEVER}) a conversation's alarm; milliseconds of the epoch. */
  void set(StoredConversation conversation, long at) {
    if (at == conversation.alarmAt) {
      return;
    }
    long before = conversation.alarmAt;
    conversation.alarmAt = at;
    if (at == NEVER) {
      remove(conversation);
    } else if (before == NEVER) {
      if (size == heap.length) {
        heap = Arrays.copyOf(heap, size * 2);
      }
      up(size++, conversation);
    } else if (at < before) {
      up(conversation.alarmPlace, conversation);
    } else {
      down(conversation.alarmPlace, conversation);
    }
  }

  /** The earliest moment; {@link #NEVER} where there is none. */
  long first() {
    return size == 0 ? NEVER : at(0).alarmAt;
  }

  /** Takes the earliest conversation out if its moment has come; null otherwise. */
  @Nullable StoredConversation due(long now) {
    if (size == 0 || at(0).alarmAt > now) {
      return null;
    }
    StoredConversation first = at(0);
    set(first, NEVER);
    return first;
  }

  private void remove(StoredConversation conversation) {
    int place = conversation.alarmPlace;
    StoredConversation last = at(--size);
    heap[size] = null;
    if (last != conversation) {
      up(place, last);
      down(last.alarmPlace, last);
    }
  }

  private void up(int from, StoredConversation conversation) {
    int place = from;
    while (place > 0) {
      int parent = (place - 1) >>> 1;
      StoredConversation above = at(parent);
      if (above.alarmAt <= conversation.alarmAt) {
        break;
      }
      put(place, above);
      place = parent;
    }
    put(place, conversation);
  }

  private void down(int from, StoredConversation conversation) {
    int place = from;
    while (true) {
      int child = 2 * place + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size && at(child + 1).alarmAt < at(child).alarmAt) {
        child++;
      }
      StoredConversation below = at(child);
      if (conversation.alarmAt <= below.alarmAt) {
        break;
      }
      put(place, below);
      place = child;
    }
    put(place, conversation);
  }

  private void put(int place, StoredConversation conversation) {
    heap[place] = conversation;
    conversation.alarmPlace = place;
  }

  private StoredConversation at(int place) {
    StoredConversation conversation = heap[place];
    if (conversation == null) {
      throw new IllegalStateException("no conversation at " + place + " of " + size);
    }
    return conversation;
  }
}
