package io.botflow.spi;

import java.time.Duration;
import java.util.Objects;

/**
 * How fast messages may leave, so that the channel need not refuse any. Both limits are kept over
 * all processes that share a store.
 *
 * <p>Each attempt counts for the account, since the channel counts its answers too. For the
 * customer a message counts once, at its first attempt: a refused one did not reach anybody.
 *
 * @param perSecond most messages a second of one account, by its address: a second's worth may go
 *     at once after a quiet time, then one after each part of a second
 * @param pairInterval how long one message to the same customer uses up; zero for no limit
 * @param pairBurst how many messages to the same customer over the same account may go at once,
 *     borrowed from the time to come, in which one goes after each interval; at least 1
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
