package io.botflow.runtime;

import java.time.Duration;

/**
 * How much a process does at a time.
 *
 * @param turns most turns at a time
 * @param organizationTurns most of them for one organisation, as far as this process decides it: an
 *     organisation whose calls hang leaves places for the others
 * @param sendings most messages of one channel account on their way at a time
 * @param poll how long to sleep at most while no hint comes: what other processes leave is found
 *     then
 */
public record WorkerSettings(int turns, int organizationTurns, int sendings, Duration poll) {
  /** 512 turns, 256 of an organisation, 64 messages of an account, a look every second. */
  public static final WorkerSettings DEFAULT =
      new WorkerSettings(512, 256, 64, Duration.ofSeconds(1));

  public WorkerSettings {
    if (turns < 1 || organizationTurns < 1 || sendings < 1) {
      throw new IllegalArgumentException(
          "turns, organizationTurns and sendings must be at least 1");
    }
    if (poll.isNegative() || poll.isZero()) {
      throw new IllegalArgumentException("poll must be longer than nothing");
    }
  }
}
