package io.botflow.runtime;

import io.botflow.spi.Pace;
import org.jspecify.annotations.Nullable;

/**
 * One message each interval, and some at once, which are borrowed from the time to come. All that
 * is kept of the past is the moment until which time is used up (GCRA, as in ITU-T I.371).
 *
 * @param interval what one message uses up, in microseconds
 * @param borrowed how far ahead time may be used up, in microseconds
 */
record Rate(long interval, long borrowed) {
  private static final long SECOND = 1_000_000;

  /** The rate of an account; null where it has none. */
  static @Nullable Rate ofAccount(Pace pace) {
    long interval = SECOND / pace.perSecond();
    return interval == 0 ? null : new Rate(interval, interval * (pace.perSecond() - 1));
  }

  /** The rate of what goes to one customer; null where it has none. */
  static @Nullable Rate ofPair(Pace pace) {
    long interval = pace.pairInterval().toNanos() / 1_000;
    return interval == 0 ? null : new Rate(interval, interval * (pace.pairBurst() - 1));
  }

  /** When the next message may go; milliseconds of the epoch. */
  long nextAt(long usedUntil) {
    return Math.ceilDiv(usedUntil - borrowed, 1_000);
  }

  /** Until when time is used up after a message that goes now (milliseconds of the epoch). */
  long use(long usedUntil, long now) {
    return Math.max(usedUntil, now * 1_000) + interval;
  }
}
