package io.botflow.expression;

import io.botflow.expression.Evaluated.Failed;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How {@code {{ x }}} and {@code text(x)} write a value: nothing where it is not set, numbers as
 * plain digits, a date and time as {@code 2026-03-31 09:30} in the contact's zone, a list's
 * elements with commas. {@link Formats} writes by language.
 */
final class Texts {
  private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

  private Texts() {}

  /** The text, or {@link Failed}. */
  static Object of(Evaluation evaluation, @Nullable Object value) {
    return switch (value) {
      case null -> "";
      case String text -> text;
      case Long number -> number.toString();
      case Double number -> decimal(number);
      case Boolean bool -> bool.toString();
      case Instant at -> MINUTES.format(at.atZone(evaluation.scope.zone()));
      case Duration time -> time.toString();
      case List<?> list -> collected(evaluation, list);
      case Map<?, ?> map -> collected(evaluation, map);
      default -> new Failed("A value of this kind cannot be written");
    };
  }

  /** Digits without an exponent and without a trailing ".0". */
  static String decimal(double number) {
    if (number == Math.rint(number) && Math.abs(number) < 1e15) {
      return Long.toString((long) number);
    }
    return Double.isFinite(number)
        ? new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString()
        : Double.toString(number);
  }

  private static Object collected(Evaluation evaluation, Object value) {
    StringBuilder into = new StringBuilder();
    Failed failed = write(evaluation, value, into, 0);
    return failed == null ? into.toString() : failed;
  }

  private static @Nullable Failed write(
      Evaluation evaluation, @Nullable Object value, StringBuilder into, int depth) {
    if (depth > ExpressionLimits.VALUE_DEPTH) {
      return new Failed("These lists are nested too deeply");
    }
    if (value instanceof List<?> list) {
      return writeList(evaluation, list, into, depth);
    }
    if (value instanceof Map<?, ?> map) {
      return writeMap(evaluation, map, into, depth);
    }
    Object text = of(evaluation, Values.plain(value));
    if (!(text instanceof String written)) {
      return (Failed) text;
    }
    Failed failed = evaluation.spend(ExpressionLimits.ELEMENT_WORK + written.length());
    if (failed == null) {
      failed = Values.spendText(evaluation, into.length() + (long) written.length());
    }
    if (failed == null) {
      into.append(written);
    }
    return failed;
  }

  private static @Nullable Failed writeList(
      Evaluation evaluation, List<?> list, StringBuilder into, int depth) {
    for (int i = 0; i < list.size(); i++) {
      if (i > 0) {
        into.append(", ");
      }
      Failed failed = write(evaluation, list.get(i), into, depth + 1);
      if (failed != null) {
        return failed;
      }
    }
    return null;
  }

  private static @Nullable Failed writeMap(
      Evaluation evaluation, Map<?, ?> map, StringBuilder into, int depth) {
    boolean first = true;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      into.append(first ? "" : ", ").append(entry.getKey()).append(": ");
      first = false;
      Failed failed = write(evaluation, entry.getValue(), into, depth + 1);
      if (failed != null) {
        return failed;
      }
    }
    return null;
  }
}
