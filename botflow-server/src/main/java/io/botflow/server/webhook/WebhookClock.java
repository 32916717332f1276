package io.botflow.server.webhook;

import java.time.Duration;

/**
 * Counts how long a webhook has waited for us, for its place and for the database, without the time
 * in which its sender was slow. Used by one thread.
 */
final class WebhookClock {
  /** For the ways to the database and back, beside what the database itself may take. */
  private static final Duration AROUND = Duration.ofMillis(100);

  private final Duration allowed;
  private final long begun = System.nanoTime();
  private Duration spent = Duration.ZERO;

  private WebhookClock(Duration allowed) {
    this.allowed = allowed;
  }

  /** Begins to count; {@code wait} is what the database may take. */
  static WebhookClock start(Duration wait) {
    return new WebhookClock(wait.plus(AROUND));
  }

  /** The account is found. */
  void stop() {
    spent = Duration.ofNanos(System.nanoTime() - begun);
  }

  /** What is left for everything else. */
  Duration left() {
    Duration left = allowed.minus(spent);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
