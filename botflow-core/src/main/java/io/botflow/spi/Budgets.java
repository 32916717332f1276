package io.botflow.spi;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How much models may cost an organisation, a bot and a conversation. What a question may cost is
 * taken before it is asked and settled afterwards, so that many at once do not pass a cap together.
 * Thread-safe; may block.
 */
public interface Budgets {

  /**
   * Takes an amount from all three budgets, or from none.
   *
   * @return why not, in words for the trace; null where it was taken
   */
  @Nullable String take(Payer payer, Amount most);

  /** Puts what was really used in the place of what was taken; it may be more. */
  void settle(Payer payer, Amount taken, Amount used);

  /**
   * Tokens, read and written, and money.
   *
   * @param costMicros millionths of a US dollar
   */
  record Amount(long tokens, long costMicros) {
    /** Nothing. */
    public static final Amount NONE = new Amount(0, 0);

    /** Both together. */
    public Amount plus(Amount other) {
      Objects.requireNonNull(other, "other");
      return new Amount(tokens + other.tokens, costMicros + other.costMicros);
    }

    /** What is left of it, which may be less than nothing. */
    public Amount minus(Amount other) {
      Objects.requireNonNull(other, "other");
      return new Amount(tokens - other.tokens, costMicros - other.costMicros);
    }
  }
}
