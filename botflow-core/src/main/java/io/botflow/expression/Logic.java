package io.botflow.expression;

import io.botflow.expression.Evaluated.Failed;
import io.botflow.flow.VariableType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Forms that need not evaluate all their parts. As in CEL, {@code &&} and {@code ||} forgive a
 * failure on either side where the other side decides.
 */
sealed interface Logic extends Form {

  record And(Form left, Form right) implements Logic {
    @Override
    public @Nullable Object evaluate(Evaluation evaluation) {
      Object a = left.evaluate(evaluation);
      if (Boolean.FALSE.equals(a)) {
        return false;
      }
      Object b = right.evaluate(evaluation);
      if (Boolean.FALSE.equals(b)) {
        return false;
      }
      return bothMust(a, b, "&&");
    }

    @Override
    public VariableType type() {
      return VariableType.BOOLEAN;
    }
  }

  record Or(Form left, Form right) implements Logic {
    @Override
    public @Nullable Object evaluate(Evaluation evaluation) {
      Object a = left.evaluate(evaluation);
      if (Boolean.TRUE.equals(a)) {
        return true;
      }
      Object b = right.evaluate(evaluation);
      if (Boolean.TRUE.equals(b)) {
        return true;
      }
      return bothMust(a, b, "||");
    }

    @Override
    public VariableType type() {
      return VariableType.BOOLEAN;
    }
  }

  record Not(Form operand) implements Logic {
    @Override
    public @Nullable Object evaluate(Evaluation evaluation) {
      Object value = operand.evaluate(evaluation);
      return value instanceof Boolean bool ? (Object) !bool : notBoolean(value, "!");
    }

    @Override
    public VariableType type() {
      return VariableType.BOOLEAN;
    }
  }

  /** {@code condition ? yes : no}. */
  record Conditional(Form condition, Form yes, Form no, VariableType type) implements Logic {
    @Override
    public @Nullable Object evaluate(Evaluation evaluation) {
      Object value = condition.evaluate(evaluation);
      if (value instanceof Boolean bool) {
        return (bool ? yes : no).evaluate(evaluation);
      }
      return notBoolean(value, "?");
    }
  }

  /**
   * {@code coalesce(a, b, ...)}: the first that has a value. What fails, such as a missing field,
   * counts as having none; null when none has. Not part of CEL.
   */
  record Coalesce(List<Form> options, VariableType type) implements Logic {
    @Override
    public @Nullable Object evaluate(Evaluation evaluation) {
      for (int i = 0; i < options.size(); i++) {
        Object value = options.get(i).evaluate(evaluation);
        if (value != null && !(value instanceof Failed)) {
          return value;
        }
      }
      return null;
    }
  }

  /** What two sides give of which none decided alone: both are their operator's neutral value. */
  private static @Nullable Object bothMust(
      @Nullable Object a, @Nullable Object b, String operator) {
    if (a instanceof Boolean) {
      return b instanceof Boolean ? b : notBoolean(b, operator);
    }
    return notBoolean(a, operator);
  }

  private static Failed notBoolean(@Nullable Object value, String operator) {
    return value instanceof Failed failed
        ? failed
        : new Failed("'" + operator + "' needs true or false, not " + Values.describe(value));
  }
}
