package io.botflow.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * For how long a message is this process's to send, and what time it is meanwhile: by the store's
 * clock when it was lent, and from then on by this process's monotonic reading of {@link
 * System#nanoTime()}, so that a host whose clock is wrong changes nothing.
 *
 * @param from the store's clock
 * @param fromNanos {@link System#nanoTime()} before the store was asked
 * @param length how long it lasts
 */
public record Lease(Instant from, long fromNanos, Duration length) {
  public Lease {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(length, "length");
  }

  /** A lease that begins now. */
  public static Lease from(Instant now, Duration length) {
    return new Lease(now, System.nanoTime(), length);
  }

  /** What is left of it in nanoseconds; not above zero when it is over. */
  public long left() {
    return length.toNanos() - (System.nanoTime() - fromNanos);
  }

  /** The store's clock as it is now, or a little ahead of it. */
  public Instant now() {
    return from.plusNanos(System.nanoTime() - fromNanos);
  }
}
