package io.botflow.engine;

import io.botflow.conversation.Variables;
import java.time.Duration;
import java.util.Objects;

/**
 * How much one turn may do.
 *
 * @param steps most nodes entered: a flow that goes round without waiting ends here
 * @param messages most messages said: a person cannot read more, so the flow does not go on after
 *     them
 * @param variables most text in the session's variables, in characters
 * @param outside how long it may wait for models, knowledge and programs outside, all together:
 *     shorter than a worker's lease, and than a customer's patience
 */
public record TurnLimits(int steps, int messages, int variables, Duration outside) {
  /** 100 steps, 20 messages, 64 KiB, 30 seconds. */
  public static final TurnLimits DEFAULT =
      new TurnLimits(100, 20, Variables.MAX_SIZE, Duration.ofSeconds(30));

  public TurnLimits {
    Objects.requireNonNull(outside, "outside");
    if (steps < 1 || messages < 1 || variables < 1 || outside.isNegative()) {
      throw new IllegalArgumentException("a turn may do something");
    }
  }
}
