package io.botflow.testing;

import java.time.Duration;

/**
 * What goes wrong with the bytes that go one way through a {@link FaultProxy}.
 *
 * @param latency how long each piece waits before it goes on
 * @param jitter at most so much more, by chance
 * @param bytesPerSecond 0 for as fast as it goes
 * @param silent whether bytes are swallowed, as by a firewall that drops packets
 * @param endsAfter how many bytes of a connection pass before it ends; below 0 for all
 * @param ending how it ends then
 */
public record LineFault(
    Duration latency,
    Duration jitter,
    int bytesPerSecond,
    boolean silent,
    long endsAfter,
    Ending ending) {

  /** A line as it should be. */
  public static final LineFault NONE =
      new LineFault(Duration.ZERO, Duration.ZERO, 0, false, -1, Ending.CLOSE);

  /** How a connection ends. */
  public enum Ending {
    /** Both ends are told, after what is on its way. */
    CLOSE,
    /** Both ends get an RST, as from a process that was killed or a machine that started anew. */
    RESET,
    /** The receiving end is gone, and nobody tells the other one: what it writes is lost. */
    HALF_OPEN
  }

  /** Each piece of bytes comes later by {@code latency} and up to {@code jitter} more. */
  public static LineFault late(Duration latency, Duration jitter) {
    return new LineFault(latency, jitter, 0, false, -1, Ending.CLOSE);
  }

  /** Bytes come one by one, so many in a second. */
  public static LineFault drip(int bytesPerSecond) {
    return new LineFault(Duration.ZERO, Duration.ZERO, bytesPerSecond, false, -1, Ending.CLOSE);
  }

  /** Nothing arrives and nothing ends. */
  public static LineFault silence() {
    return new LineFault(Duration.ZERO, Duration.ZERO, 0, true, -1, Ending.CLOSE);
  }

  /** Each connection ends after so many bytes. */
  public static LineFault endAfter(long bytes, Ending ending) {
    return new LineFault(Duration.ZERO, Duration.ZERO, 0, false, bytes, ending);
  }
}
