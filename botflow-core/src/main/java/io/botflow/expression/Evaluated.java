package io.botflow.expression;

import org.jspecify.annotations.Nullable;

/** The outcome of evaluating an {@link Expression}. Immutable where the scope's values are. */
public sealed interface Evaluated {

  /**
   * The expression has a value: a String, Long, Double, Boolean, {@code java.time.Instant}, {@code
   * java.time.Duration}, List, Map, or null where the value is not set.
   */
  record Value(@Nullable Object value) implements Evaluated {
    static final Value TRUE = new Value(true);
    static final Value FALSE = new Value(false);
    static final Value NULL = new Value(null);

    static Value of(@Nullable Object value) {
      if (value == null) {
        return NULL;
      }
      return value instanceof Boolean bool ? (bool ? TRUE : FALSE) : new Value(value);
    }
  }

  /** The expression has no value for this scope; {@code text} tells the flow's author why. */
  record Failed(String text) implements Evaluated {}
}
