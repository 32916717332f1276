package io.botflow.load;

import org.HdrHistogram.Histogram;

/**
 * What was counted: faults over the whole run, turns and latencies since {@link #measure}. Confined
 * to the event loop's thread.
 */
final class Tally {
  /** Latencies in microseconds, up to ten minutes, to three digits. */
  private static final long LONGEST_MICROS = 600_000_000;

  private static final int DIGITS = 3;

  final Histogram acks = histogram();
  final Histogram replies = histogram();

  /** Of the current line of the log. */
  final Histogram recentReplies = histogram();

  long turns;
  long allTurns;
  long lost;
  long doubled;
  long outOfOrder;
  long wrong;
  long repeatedWebhooks;

  private static Histogram histogram() {
    Histogram histogram = new Histogram(LONGEST_MICROS, DIGITS);
    histogram.setAutoResize(false);
    return histogram;
  }

  /** Begins to measure: what warmed up is forgotten, faults of answers are not. */
  void measure() {
    acks.reset();
    replies.reset();
    recentReplies.reset();
    turns = 0;
    repeatedWebhooks = 0;
  }

  static void record(Histogram histogram, long nanos) {
    histogram.recordValue(Math.clamp(nanos / 1_000, 0, LONGEST_MICROS));
  }
}
