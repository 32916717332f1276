package io.botflow.expression;

import io.botflow.expression.Evaluated.Failed;
import io.botflow.flow.VariableType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One node of a checked expression, which evaluates itself. Immutable; two forms are equal when
 * they mean the same.
 *
 * <p>A failure travels upwards as a {@link Failed} value instead of an exception, so that a missing
 * field costs nanoseconds. The meaning of every form is CEL's; what differs is said where it does.
 */
sealed interface Form permits Form.Value, Logic, Loop {

  /** The value, or {@link Failed}. */
  @Nullable Object evaluate(Evaluation evaluation);

  /** What is known of the value's type without evaluating. */
  VariableType type();

  /** Forms that read or make values. */
  sealed interface Value extends Form {}

  record Constant(@Nullable Object value, VariableType type) implements Value {
    @Override
    public @Nullable Object evaluate(Evaluation evaluation) {
      return value;
    }
  }

  record Name(String name, VariableType type) implements Value {
    @Override
    public @Nullable Object evaluate(Evaluation evaluation) {
      return Values.plain(evaluation.scope.value(name));
    }
  }

  record Now() implements Value {
    @Override
    public Object evaluate(Evaluation evaluation) {
      return evaluation.scope.now();
    }

    @Override
    public VariableType type() {
      return VariableType.DATETIME;
    }
  }

  /** {@code operand.field}. */
  record Select(Form operand, String field) implements Value {
    @Override
    public @Nullable Object evaluate(Evaluation evaluation) {
      Object from = operand.evaluate(evaluation);
      if (from instanceof Map<?, ?> map) {
        Object value = map.get(field);
        return value == null && !map.containsKey(field)
            ? new Failed("There is no field '" + field + "'")
            : Values.plain(value);
      }
      return from instanceof Failed
          ? from
          : new Failed("There is no field '" + field + "' in " + Values.describe(from));
    }

    @Override
    public VariableType type() {
      return VariableType.ANY;
    }
  }

  /** {@code has(operand.field)}. */
  record Has(Form operand, String field) implements Value {
    @Override
    public Object evaluate(Evaluation evaluation) {
      Object from = operand.evaluate(evaluation);
      if (from instanceof Map<?, ?> map) {
        return map.containsKey(field);
      }
      return from instanceof Failed failed
          ? failed
          : new Failed("There is no field '" + field + "' in " + Values.describe(from));
    }

    @Override
    public VariableType type() {
      return VariableType.BOOLEAN;
    }
  }

  /** {@code operand[key]}. */
  record Index(Form operand, Form key) implements Value {
    @Override
    public @Nullable Object evaluate(Evaluation evaluation) {
      Object from = operand.evaluate(evaluation);
      if (from instanceof Failed) {
        return from;
      }
      Object at = key.evaluate(evaluation);
      return at instanceof Failed ? at : Values.at(from, at);
    }

    @Override
    public VariableType type() {
      return VariableType.ANY;
    }
  }

  /** {@code [a, b]}. */
  record ListOf(List<Form> elements) implements Value {
    @Override
    public Object evaluate(Evaluation evaluation) {
      List<@Nullable Object> list = new ArrayList<>(elements.size());
      Failed failed = addTo(list, evaluation);
      return failed == null ? list : failed;
    }

    @Nullable Failed addTo(List<@Nullable Object> list, Evaluation evaluation) {
      Failed spent = evaluation.spend((long) elements.size() * ExpressionLimits.ELEMENT_WORK);
      if (spent != null) {
        return spent;
      }
      for (int i = 0; i < elements.size(); i++) {
        Object value = elements.get(i).evaluate(evaluation);
        if (value instanceof Failed failed) {
          return failed;
        }
        list.add(value);
      }
      return null;
    }

    @Override
    public VariableType type() {
      return VariableType.LIST;
    }
  }

  /** <code>{"key": value}</code>. */
  record MapOf(List<Form> keys, List<Form> values) implements Value {
    @Override
    public Object evaluate(Evaluation evaluation) {
      Failed spent = evaluation.spend((long) keys.size() * 4 * ExpressionLimits.ELEMENT_WORK);
      if (spent != null) {
        return spent;
      }
      Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
      for (int i = 0; i < keys.size(); i++) {
        Object key = keys.get(i).evaluate(evaluation);
        Object value = values.get(i).evaluate(evaluation);
        if (key instanceof Failed failed) {
          return failed;
        }
        if (value instanceof Failed failed) {
          return failed;
        }
        if (!(key instanceof String || key instanceof Long || key instanceof Boolean)) {
          return new Failed("A key is a text or a whole number, not " + Values.describe(key));
        }
        if (map.containsKey(key)) {
          return new Failed("The key '" + key + "' is there twice");
        }
        map.put(key, value);
      }
      return map;
    }

    @Override
    public VariableType type() {
      return VariableType.OBJECT;
    }
  }

  /** Operators on two values, all but {@code &&} and {@code ||}. */
  record Binary(Operator operator, Form left, Form right, VariableType type) implements Value {
    @Override
    public @Nullable Object evaluate(Evaluation evaluation) {
      Object a = left.evaluate(evaluation);
      if (a instanceof Failed) {
        return a;
      }
      Object b = right.evaluate(evaluation);
      return b instanceof Failed ? b : operator.apply(evaluation, a, b);
    }
  }

  /** {@code -operand}. */
  record Negate(Form operand) implements Value {
    @Override
    public @Nullable Object evaluate(Evaluation evaluation) {
      Object value = operand.evaluate(evaluation);
      if (value instanceof Long number) {
        return number == Long.MIN_VALUE ? Operator.OVERFLOW : (Object) (-number);
      }
      if (value instanceof Double number) {
        return -number;
      }
      return value instanceof Failed
          ? value
          : new Failed("'-' needs a number, not " + Values.describe(value));
    }

    @Override
    public VariableType type() {
      return VariableType.NUMBER;
    }
  }

  /** A function with its arguments; a method's target is the first. Absent arguments are null. */
  record Call(Function function, @Nullable Form a, @Nullable Form b, @Nullable Form c)
      implements Value {
    @Override
    public @Nullable Object evaluate(Evaluation evaluation) {
      Object first = a == null ? null : a.evaluate(evaluation);
      if (first instanceof Failed) {
        return first;
      }
      Object second = b == null ? null : b.evaluate(evaluation);
      if (second instanceof Failed) {
        return second;
      }
      Object third = c == null ? null : c.evaluate(evaluation);
      if (third instanceof Failed) {
        return third;
      }
      return function.call(evaluation, first, second, third);
    }

    @Override
    public VariableType type() {
      return function.type();
    }
  }

  /** {@code text.matches(pattern)} with a pattern that is known and was checked. */
  record Matches(Form text, SafePattern pattern) implements Value {
    @Override
    public @Nullable Object evaluate(Evaluation evaluation) {
      Object value = text.evaluate(evaluation);
      return value instanceof Failed ? value : pattern.find(evaluation, value);
    }

    @Override
    public VariableType type() {
      return VariableType.BOOLEAN;
    }
  }
}
