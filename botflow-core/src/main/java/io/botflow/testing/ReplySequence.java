package io.botflow.testing;

import java.util.List;

/** Gives what it has, one after the other, and stays with its last. Not thread-safe. */
final class ReplySequence<T> {
  private final List<T> replies;
  private int next;

  ReplySequence(List<T> replies) {
    if (replies.isEmpty()) {
      throw new IllegalArgumentException("a scripted stand-in needs at least one reply");
    }
    this.replies = List.copyOf(replies);
  }

  T next() {
    T reply = replies.get(next);
    if (next < replies.size() - 1) {
      next++;
    }
    return reply;
  }
}
