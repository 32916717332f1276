package io.botflow.expression;

import io.botflow.expression.Evaluated.Failed;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What values mean: normal forms, equality, order, and access by key. All as CEL has it. */
final class Values {
  /** What {@link #compare} answers for values that have no order. */
  static final int NO_ORDER = Integer.MIN_VALUE;

  private static final Failed TOO_DEEP = new Failed("These lists are nested too deeply");

  private static final Failed TOO_LONG =
      new Failed("This text is longer than " + ExpressionLimits.TEXT_LENGTH + " characters");

  private Values() {}

  /** Numbers as Long or Double, whatever number a host or a JSON reader gave. */
  static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Number number && !(value instanceof Long || value instanceof Double)) {
      return switch (number) {
        case Integer n -> n.longValue();
        case Short n -> n.longValue();
        case Byte n -> n.longValue();
        case BigInteger n when n.bitLength() < Long.SIZE -> n.longValue();
        case BigDecimal n when isWhole(n) -> n.longValueExact();
        default -> number.doubleValue();
      };
    }
    return value;
  }

  private static boolean isWhole(BigDecimal number) {
    // The precision is looked at first: 1e999999999 must never be written out.
    return number.scale() == 0 && number.precision() <= 18;
  }

  static Object equal(Evaluation evaluation, @Nullable Object a, @Nullable Object b) {
    return equal(evaluation, a, b, 0);
  }

  private static Object equal(
      Evaluation evaluation, @Nullable Object a, @Nullable Object b, int depth) {
    if (a instanceof String x) {
      if (!(b instanceof String y) || x.length() != y.length()) {
        return false;
      }
      Failed failed = evaluation.spend(x.length() >> 4);
      return failed == null ? (Object) x.equals(y) : failed;
    }
    if (a instanceof Number x) {
      return b instanceof Number y && equalNumbers(x, y);
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      return equalLists(evaluation, x, y, depth);
    }
    if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
      return equalMaps(evaluation, x, y, depth);
    }
    return a == null ? b == null : !(a instanceof List || a instanceof Map) && a.equals(b);
  }

  private static boolean equalNumbers(Number a, Number b) {
    if (a instanceof Long x && b instanceof Long y) {
      return x.longValue() == y.longValue();
    }
    if (a instanceof Double x && b instanceof Double y) {
      return x.doubleValue() == y.doubleValue();
    }
    return compareNumbers(a, b) == 0;
  }

  private static Object equalLists(Evaluation evaluation, List<?> a, List<?> b, int depth) {
    if (a.size() != b.size()) {
      return false;
    }
    if (depth > ExpressionLimits.VALUE_DEPTH) {
      return TOO_DEEP;
    }
    for (int i = 0; i < a.size(); i++) {
      Failed spent = evaluation.spend(ExpressionLimits.ELEMENT_WORK);
      Object equal =
          spent == null ? equal(evaluation, plain(a.get(i)), plain(b.get(i)), depth + 1) : spent;
      if (!Boolean.TRUE.equals(equal)) {
        return equal;
      }
    }
    return true;
  }

  private static Object equalMaps(Evaluation evaluation, Map<?, ?> a, Map<?, ?> b, int depth) {
    if (a.size() != b.size()) {
      return false;
    }
    if (depth > ExpressionLimits.VALUE_DEPTH) {
      return TOO_DEEP;
    }
    for (Map.Entry<?, ?> entry : a.entrySet()) {
      Object key = key(b, entry.getKey());
      if (key == null) {
        return false;
      }
      Failed spent = evaluation.spend(ExpressionLimits.ELEMENT_WORK);
      Object equal =
          spent == null
              ? equal(evaluation, plain(entry.getValue()), plain(b.get(key)), depth + 1)
              : spent;
      if (!Boolean.TRUE.equals(equal)) {
        return equal;
      }
    }
    return true;
  }

  /** Negative, zero or positive as for a comparator; {@link #NO_ORDER} for values without order. */
  static int compare(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      return Long.compare(x, y);
    }
    if (a instanceof Number x && b instanceof Number y) {
      return compareNumbers(x, y);
    }
    if (a instanceof String x && b instanceof String y) {
      return Integer.signum(x.compareTo(y));
    }
    if (a instanceof Instant x && b instanceof Instant y) {
      return Integer.signum(x.compareTo(y));
    }
    if (a instanceof Duration x && b instanceof Duration y) {
      return Integer.signum(x.compareTo(y));
    }
    if (a instanceof Boolean x && b instanceof Boolean y) {
      return Boolean.compare(x, y);
    }
    return NO_ORDER;
  }

  private static int compareNumbers(Number a, Number b) {
    if (a instanceof Long whole && b instanceof Double decimal) {
      return -compareMixed(decimal, whole);
    }
    if (a instanceof Double decimal && b instanceof Long whole) {
      return compareMixed(decimal, whole);
    }
    return Double.compare(a.doubleValue(), b.doubleValue());
  }

  /** As CEL compares a double with an int: beyond the range of int by sign, else as doubles. */
  private static int compareMixed(double decimal, long whole) {
    if (decimal < (double) Long.MIN_VALUE) {
      return -1;
    }
    return decimal > (double) Long.MAX_VALUE ? 1 : Double.compare(decimal, (double) whole);
  }

  /** The value in a list or a map at a position or key, or {@link Failed}. */
  static @Nullable Object at(@Nullable Object from, @Nullable Object at) {
    if (from instanceof List<?> list) {
      Object place =
          at instanceof Double number && number == Math.rint(number)
              ? (Object) number.longValue()
              : at;
      if (!(place instanceof Long index)) {
        return new Failed("A position in a list is a whole number, not " + describe(at));
      }
      return index >= 0 && index < list.size()
          ? plain(list.get(index.intValue()))
          : new Failed("The list has " + list.size() + " elements, there is none at " + index);
    }
    if (!(from instanceof Map<?, ?> map)) {
      return new Failed("'[ ]' needs a list or an object, not " + describe(from));
    }
    Object key = at == null ? null : key(map, at);
    return key == null ? new Failed("There is no field '" + at + "'") : plain(map.get(key));
  }

  /** The map's own key that equals {@code key} (1 and 1.0 are equal); null when there is none. */
  static @Nullable Object key(Map<?, ?> map, Object key) {
    Object plain =
        key instanceof Double number && number == Math.rint(number) ? number.longValue() : key;
    return map.containsKey(plain) ? plain : null;
  }

  /** Takes the work of making a text; a failure when it would be too long. */
  static @Nullable Failed spendText(Evaluation evaluation, long length) {
    return length > ExpressionLimits.TEXT_LENGTH ? TOO_LONG : evaluation.spend(length);
  }

  /** What kind of value this is, with an article, for messages. */
  static String describe(@Nullable Object value) {
    return switch (value) {
      case null -> "nothing (it is not set)";
      case String ignored -> "a text";
      case Number ignored -> "a number";
      case Boolean ignored -> "true or false";
      case Instant ignored -> "a date and time";
      case Duration ignored -> "a duration";
      case List<?> ignored -> "a list";
      case Map<?, ?> ignored -> "an object";
      default -> "a value of another kind";
    };
  }
}
