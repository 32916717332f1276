package io.botflow.engine;

import io.botflow.conversation.Variables;

/**
 * How much one turn may do.
 *
 * @param steps most nodes entered: a flow that goes round without waiting ends here
 * @param messages most messages said: a person cannot read more
 * @param variables most text in the session's variables, in characters
 */
public record TurnLimits(int steps, int messages, int variables) {
  /** 100 steps, 20 messages, 64 KiB. */
  public static final TurnLimits DEFAULT = new TurnLimits(100, 20, Variables.MAX_SIZE);
}
