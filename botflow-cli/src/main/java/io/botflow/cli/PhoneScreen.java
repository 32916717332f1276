package io.botflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What the terminal phone shows. Safe for several threads. */
final class PhoneScreen {
  private final PrintWriter out;
  private final String name;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long shown;
  private boolean unanswered;
  private boolean lost;
  private @Nullable JsonNode newest;

  PhoneScreen(PrintWriter out, String name) {
    this.out = out;
    this.name = name;
  }

  /** Says with whom one talks. */
  void begin(boolean hint) {
    print(name + (hint ? "  (type a message, a number taps a button, /quit ends)" : ""));
  }

  /** One's own message: one tick, since the network has it. */
  void said(String text) {
    lock.lock();
    try {
      unanswered = true;
      print(text.isEmpty() ? "  \u2713" : "> " + text + "  \u2713");
    } finally {
      lock.unlock();
    }
  }

  /** A message of the bot. */
  void show(JsonNode message) {
    lock.lock();
    try {
      if (unanswered) {
        unanswered = false;
        print("  \u2713\u2713 read");
      }
      newest = message;
      shown++;
      print(bubble(message));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The network is gone. */
  void lost() {
    lock.lock();
    try {
      lost = true;
      print("The demo does not answer any more.");
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How many messages were shown. */
  long shown() {
    lock.lock();
    try {
      return shown;
    } finally {
      lock.unlock();
    }
  }

  /** What a typed number taps in the newest message; null where it is just a text. */
  @Nullable JsonNode choice(String text) {
    lock.lock();
    try {
      if (newest == null || !text.matches("[0-9]{1,2}")) {
        return null;
      }
      int place = Integer.parseInt(text);
      return newest.path("choices").get(place - 1);
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a message after those that were shown, and then until no more come. */
  void awaitSilence(long before, Duration first, Duration silence) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = first.toNanos();
      while (shown == before && !lost && left > 0) {
        left = changed.awaitNanos(left);
      }
      left = silence.toNanos();
      long seen = shown;
      while (!lost && left > 0) {
        left = changed.awaitNanos(left);
        if (shown != seen) {
          seen = shown;
          left = silence.toNanos();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private static String bubble(JsonNode message) {
    StringBuilder text = new StringBuilder();
    JsonNode interactive = message.path("body").path("interactive");
    line(text, interactive.path("header").path("text").asText());
    String body = message.path("text").asText();
    line(text, body.isEmpty() ? "[" + message.path("type").asText() + "]" : body);
    line(text, interactive.path("footer").path("text").asText());
    int place = 1;
    for (JsonNode choice : message.path("choices")) {
      String description = choice.path("description").asText("");
      line(
          text,
          "  ["
              + place++
              + "] "
              + choice.path("title").asText()
              + (description.isEmpty() || description.equals("null") ? "" : " - " + description));
    }
    return text.toString().stripTrailing();
  }

  private static void line(StringBuilder text, String content) {
    if (!content.isEmpty()) {
      for (String line : content.split("\n", -1)) {
        text.append("  \u2502 ").append(printable(line)).append('\n');
      }
    }
  }

  /** A flow's text may not steer the terminal. */
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }

  private void print(String text) {
    out.println(text);
    out.flush();
  }
}
