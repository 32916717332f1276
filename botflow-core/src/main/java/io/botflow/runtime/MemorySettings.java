package io.botflow.runtime;

import java.time.Duration;

/**
 * How long an {@link InMemoryStore} lends and how much it keeps.
 *
 * @param lease how long a worker may take for one turn
 * @param sendLease how long a message may take to be sent
 * @param doubt how long a status is waited for where nobody knows whether a message was sent
 * @param keys how many events are remembered at least, to know a repetition
 * @param conversations most conversations; beyond it those that ended longest ago are forgotten
 * @param lines most messages, and most turns, that are kept of one conversation
 */
public record MemorySettings(
    Duration lease, Duration sendLease, Duration doubt, int keys, int conversations, int lines) {
  /**
   * A minute a turn, half a minute a message, a minute of doubt; some hundred megabytes at most.
   */
  public static final MemorySettings DEFAULT =
      new MemorySettings(
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          100_000,
          100_000,
          500);

  public MemorySettings {
    if (!isPositive(lease) || !isPositive(sendLease) || !isPositive(doubt)) {
      throw new IllegalArgumentException("lease, sendLease and doubt must be longer than nothing");
    }
    if (keys < 1 || conversations < 1 || lines < 1) {
      throw new IllegalArgumentException("keys, conversations and lines must be at least 1");
    }
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }
}
