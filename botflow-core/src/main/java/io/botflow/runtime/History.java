package io.botflow.runtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was said in a conversation and the turns that it had; of many, the latest. */
final class History {
  private final int most;

  /** A line as it is for ever, or one of our own messages, which may still change. */
  private final ArrayDeque<Object> lines = new ArrayDeque<>();

  private final ArrayDeque<TurnView> turns = new ArrayDeque<>();

  History(int most) {
    this.most = most;
  }

  /** Adds what was heard; the message of ours that was forgotten for it, or null. */
  @Nullable StoredMessage add(TranscriptLine line) {
    return append(line);
  }

  /** Adds what is to be said; the message of ours that was forgotten for it, or null. */
  @Nullable StoredMessage add(StoredMessage message) {
    return append(message);
  }

  private @Nullable StoredMessage append(Object line) {
    lines.add(line);
    Object forgotten = lines.size() > most ? lines.remove() : null;
    return forgotten instanceof StoredMessage message ? message : null;
  }

  void add(TurnView turn) {
    turns.add(turn);
    if (turns.size() > most) {
      turns.remove();
    }
  }

  List<TranscriptLine> lines() {
    List<TranscriptLine> now = new ArrayList<>(lines.size());
    for (Object line : lines) {
      now.add(line instanceof StoredMessage message ? message.line() : (TranscriptLine) line);
    }
    return now;
  }

  List<TurnView> turns() {
    return List.copyOf(turns);
  }

  /** Our own messages that are still remembered. */
  List<StoredMessage> messages() {
    List<StoredMessage> messages = new ArrayList<>();
    for (Object line : lines) {
      if (line instanceof StoredMessage message) {
        messages.add(message);
      }
    }
    return messages;
  }
}
