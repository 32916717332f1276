package io.botflow.spi;

import io.botflow.message.ChannelProblem;
import java.time.Instant;
import java.util.Objects;

/**
 * That a channel took a message and told later that it did not deliver it.
 *
 * @param problem why
 * @param at when, by the channel's clock
 */
public record Returned(ChannelProblem problem, Instant at) {
  public Returned {
    Objects.requireNonNull(problem, "problem");
    Objects.requireNonNull(at, "at");
  }
}
