package io.botflow.expression;

import io.botflow.expression.Evaluated.Failed;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * CEL's operators on two values. Whole and decimal numbers mix freely, which CEL itself allows only
 * in comparisons; whole numbers stay whole ({@code 7 / 2} is 3).
 */
enum Operator {
  EQUAL("==") {
    @Override
    Object apply(Evaluation evaluation, @Nullable Object a, @Nullable Object b) {
      return Values.equal(evaluation, a, b);
    }
  },
  NOT_EQUAL("!=") {
    @Override
    Object apply(Evaluation evaluation, @Nullable Object a, @Nullable Object b) {
      Object equal = Values.equal(evaluation, a, b);
      return equal instanceof Boolean bool ? (Object) !bool : equal;
    }
  },
  LESS("<") {
    @Override
    Object apply(Evaluation evaluation, @Nullable Object a, @Nullable Object b) {
      if (a instanceof Double x && b instanceof Double y) {
        return x.doubleValue() < y.doubleValue();
      }
      int order = Values.compare(a, b);
      return order == Values.NO_ORDER ? refuse(a, b) : (Object) (order < 0);
    }
  },
  LESS_EQUAL("<=") {
    @Override
    Object apply(Evaluation evaluation, @Nullable Object a, @Nullable Object b) {
      if (a instanceof Double x && b instanceof Double y) {
        return x.doubleValue() <= y.doubleValue();
      }
      int order = Values.compare(a, b);
      return order == Values.NO_ORDER ? refuse(a, b) : (Object) (order <= 0);
    }
  },
  GREATER(">") {
    @Override
    Object apply(Evaluation evaluation, @Nullable Object a, @Nullable Object b) {
      if (a instanceof Double x && b instanceof Double y) {
        return x.doubleValue() > y.doubleValue();
      }
      int order = Values.compare(a, b);
      return order == Values.NO_ORDER ? refuse(a, b) : (Object) (order > 0);
    }
  },
  GREATER_EQUAL(">=") {
    @Override
    Object apply(Evaluation evaluation, @Nullable Object a, @Nullable Object b) {
      if (a instanceof Double x && b instanceof Double y) {
        return x.doubleValue() >= y.doubleValue();
      }
      int order = Values.compare(a, b);
      return order == Values.NO_ORDER ? refuse(a, b) : (Object) (order >= 0);
    }
  },
  ADD("+") {
    @Override
    Object apply(Evaluation evaluation, @Nullable Object a, @Nullable Object b) {
      if (a instanceof String x && b instanceof String y) {
        int length = x.length() + y.length();
        Failed failed = Values.spendText(evaluation, length);
        return failed == null ? x.concat(y) : failed;
      }
      if (a instanceof List<?> x && b instanceof List<?> y) {
        Failed failed =
            evaluation.spend((x.size() + (long) y.size()) * ExpressionLimits.ELEMENT_WORK);
        if (failed != null) {
          return failed;
        }
        List<@Nullable Object> joined = new ArrayList<>(x.size() + y.size());
        joined.addAll(x);
        joined.addAll(y);
        return joined;
      }
      return arithmetic(a, b);
    }

    @Override
    long whole(long a, long b) {
      return Math.addExact(a, b);
    }

    @Override
    double decimal(double a, double b) {
      return a + b;
    }

    @Override
    @Nullable Object timed(@Nullable Object a, @Nullable Object b) {
      if (b instanceof Duration by) {
        return a instanceof Instant at ? at.plus(by) : a instanceof Duration x ? x.plus(by) : null;
      }
      return a instanceof Duration by && b instanceof Instant at ? at.plus(by) : null;
    }
  },
  SUBTRACT("-") {
    @Override
    Object apply(Evaluation evaluation, @Nullable Object a, @Nullable Object b) {
      return arithmetic(a, b);
    }

    @Override
    long whole(long a, long b) {
      return Math.subtractExact(a, b);
    }

    @Override
    double decimal(double a, double b) {
      return a - b;
    }

    @Override
    @Nullable Object timed(@Nullable Object a, @Nullable Object b) {
      if (b instanceof Duration by) {
        return a instanceof Instant at
            ? at.minus(by)
            : a instanceof Duration x ? x.minus(by) : null;
      }
      return a instanceof Instant end && b instanceof Instant start
          ? Duration.between(start, end)
          : null;
    }
  },
  MULTIPLY("*") {
    @Override
    Object apply(Evaluation evaluation, @Nullable Object a, @Nullable Object b) {
      return arithmetic(a, b);
    }

    @Override
    long whole(long a, long b) {
      return Math.multiplyExact(a, b);
    }

    @Override
    double decimal(double a, double b) {
      return a * b;
    }
  },
  DIVIDE("/") {
    @Override
    Object apply(Evaluation evaluation, @Nullable Object a, @Nullable Object b) {
      return arithmetic(a, b);
    }

    @Override
    long whole(long a, long b) {
      return Math.divideExact(a, b);
    }

    @Override
    double decimal(double a, double b) {
      return a / b;
    }
  },
  REMAINDER("%") {
    @Override
    Object apply(Evaluation evaluation, @Nullable Object a, @Nullable Object b) {
      return arithmetic(a, b);
    }

    @Override
    long whole(long a, long b) {
      return a % b;
    }

    @Override
    double decimal(double a, double b) {
      return a % b;
    }
  },
  IN("in") {
    @Override
    Object apply(Evaluation evaluation, @Nullable Object a, @Nullable Object b) {
      if (b instanceof Map<?, ?> map) {
        return a != null && Values.key(map, a) != null;
      }
      if (!(b instanceof List<?> list)) {
        return refuse(a, b);
      }
      for (int i = 0; i < list.size(); i++) {
        Object equal = Values.equal(evaluation, a, Values.plain(list.get(i)));
        if (!Boolean.FALSE.equals(equal)) {
          return equal;
        }
      }
      return false;
    }
  };

  static final Failed OVERFLOW = new Failed("This number is too large");

  private static final Failed BY_ZERO = new Failed("A number cannot be divided by zero");

  private final String symbol;

  Operator(String symbol) {
    this.symbol = symbol;
  }

  String symbol() {
    return symbol;
  }

  /** The value, or {@link Failed}. */
  abstract Object apply(Evaluation evaluation, @Nullable Object a, @Nullable Object b);

  long whole(long a, long b) {
    throw new IllegalStateException(symbol + " is not arithmetic");
  }

  double decimal(double a, double b) {
    throw new IllegalStateException(symbol + " is not arithmetic");
  }

  /** The result on times and durations; null when this operator has none for these values. */
  @Nullable Object timed(@Nullable Object a, @Nullable Object b) {
    return null;
  }

  boolean isEquality() {
    return this == EQUAL || this == NOT_EQUAL;
  }

  boolean isOrder() {
    return this == LESS || this == LESS_EQUAL || this == GREATER || this == GREATER_EQUAL;
  }

  Failed refuse(@Nullable Object a, @Nullable Object b) {
    return new Failed(
        "'" + symbol + "' cannot work with " + Values.describe(a) + " and " + Values.describe(b));
  }

  /** The result on two numbers, else on times; a failure when the values are neither. */
  Object arithmetic(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      if (y == 0 && (this == DIVIDE || this == REMAINDER)) {
        return BY_ZERO;
      }
      try {
        return whole(x, y);
      } catch (ArithmeticException e) {
        return OVERFLOW;
      }
    }
    if (a instanceof Number x && b instanceof Number y) {
      return decimal(x.doubleValue(), y.doubleValue());
    }
    try {
      Object result = timed(a, b);
      return result == null ? refuse(a, b) : result;
    } catch (DateTimeException | ArithmeticException e) {
      return new Failed("This time is too far away");
    }
  }
}
