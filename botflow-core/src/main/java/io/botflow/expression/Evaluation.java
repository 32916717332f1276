package io.botflow.expression;

import io.botflow.expression.Evaluated.Failed;
import org.jspecify.annotations.Nullable;

/** One run of a form: the scope, loop variables, and what is left of the bounds. One thread. */
final class Evaluation {
  private static final Failed EXHAUSTED =
      new Failed("This takes too much work; use smaller lists or texts");

  final Scope scope;
  @Nullable Object @Nullable [] slots;
  private int work = ExpressionLimits.WORK;
  private int rounds = ExpressionLimits.ROUNDS;

  Evaluation(Scope scope) {
    this.scope = scope;
  }

  /** Takes work from what is left; a failure when nothing is left, else null. */
  @Nullable Failed spend(long units) {
    if (units > work) {
      work = 0;
      return EXHAUSTED;
    }
    work -= (int) units;
    return null;
  }

  /** As {@link #spend} for one round of a loop whose body has so many nodes. */
  @Nullable Failed round(int nodes) {
    if (--rounds < 0) {
      return EXHAUSTED;
    }
    return spend((long) nodes * ExpressionLimits.NODE_WORK);
  }
}
