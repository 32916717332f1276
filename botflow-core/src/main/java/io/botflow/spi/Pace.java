package io.botflow.spi;

import java.time.Duration;
import java.util.Objects;

/**
 * How fast messages may leave, so that the channel need not refuse any. Both limits are kept over
 * all processes that share a store.
 *
 * @param perSecond most messages a second of one account; a second's worth may go at once
 * @param pairInterval how long one message to the same customer uses up; zero for no limit
 * @param pairBurst how many messages to the same customer may go at once, borrowed from the time to
 *     come; at least 1
 */
public record Pace(int perSecond, Duration pairInterval, int pairBurst) {
  /** As fast as the process can. */
  public static final Pace UNLIMITED = new Pace(Integer.MAX_VALUE, Duration.ZERO, 1);

  public Pace {
    Objects.requireNonNull(pairInterval, "pairInterval");
    if (perSecond < 1 || pairBurst < 1 || pairInterval.isNegative()) {
      throw new IllegalArgumentException("a pace lets at least one message go");
    }
  }
}
