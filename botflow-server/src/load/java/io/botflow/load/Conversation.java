package io.botflow.load;

import java.util.BitSet;
import java.util.List;

/** Where one person stands in the script. Confined to the event loop's thread. */
final class Conversation {
  /** What an answer was. */
  enum Fate {
    EXPECTED,
    OUT_OF_ORDER,
    DOUBLED,
    WRONG
  }

  final String phone;
  final Line line;

  private int step = -1;
  private long round;
  private List<String> expected = List.of();
  private List<String> before = List.of();
  private final BitSet arrived = new BitSet();
  private boolean waiting;
  private long askedAt;
  private String lastAnswerId = "";

  Conversation(String phone, Line line) {
    this.phone = phone;
    this.line = line;
  }

  /**
   * Goes on to the next message of the script.
   *
   * @param askedAt the moment from which its answer's latency counts, in nanoseconds
   */
  void next(long askedAt) {
    if (++step == Script.STEPS) {
      step = 0;
      round++;
    }
    ask(askedAt);
  }

  /** Begins the script again, after an answer that never came. */
  void restart(long askedAt) {
    step = 0;
    round++;
    ask(askedAt);
  }

  private void ask(long at) {
    before = expected;
    expected = Script.answers(step, round);
    arrived.clear();
    waiting = true;
    askedAt = at;
  }

  /** Waits no longer. */
  void abandon() {
    waiting = false;
  }

  /** Takes an answer; the turn is over when {@link #waiting} is false after it. */
  Fate answered(String text, String id) {
    lastAnswerId = id;
    int next = arrived.nextClearBit(0);
    for (int i = next; waiting && i < expected.size(); i++) {
      if (!arrived.get(i) && expected.get(i).equals(text)) {
        arrived.set(i);
        waiting = arrived.cardinality() < expected.size();
        return i == next ? Fate.EXPECTED : Fate.OUT_OF_ORDER;
      }
    }
    if (expected.contains(text) || before.contains(text)) {
      return Fate.DOUBLED;
    }
    if (text.equals(Script.GREETING)) {
      // The bot forgot the conversation and began anew: so does the person.
      step = 0;
      waiting = false;
    }
    return Fate.WRONG;
  }

  /** The answers that are still missing. */
  int missing() {
    return waiting ? expected.size() - arrived.cardinality() : 0;
  }

  boolean waiting() {
    return waiting;
  }

  long askedAt() {
    return askedAt;
  }

  int step() {
    return step;
  }

  long round() {
    return round;
  }

  /** The network's id of the bot's last message, which a tap refers to. */
  String lastAnswerId() {
    return lastAnswerId;
  }
}
