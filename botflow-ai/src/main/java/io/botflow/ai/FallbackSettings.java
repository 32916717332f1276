package io.botflow.ai;

import java.time.Duration;
import java.util.Objects;

/**
 * How providers stand in for one another.
 *
 * @param total the longest time for all of them together, waits included; a request may allow less
 * @param failures of how many calls in a row the failures are counted
 * @param open how long a provider whose calls mostly fail is left alone
 */
public record FallbackSettings(Duration total, int failures, Duration open, LastStep lastStep) {
  /** 7 seconds together, circuits over 10 calls that stay open for 30 seconds, then a person. */
  public static final FallbackSettings DEFAULT =
      new FallbackSettings(
          Duration.ofSeconds(7), 10, Duration.ofSeconds(30), new LastStep.HandOff());

  public FallbackSettings {
    Objects.requireNonNull(lastStep, "lastStep");
    if (!total.isPositive() || failures < 1 || !open.isPositive()) {
      throw new IllegalArgumentException("times and numbers have to be more than nothing");
    }
  }
}
