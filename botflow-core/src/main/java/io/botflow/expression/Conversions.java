package io.botflow.expression;

import io.botflow.expression.Evaluated.Failed;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Functions that make a value of one kind from a value of another. */
final class Conversions {
  /** Longer texts are no number that a person or an API writes. */
  private static final int NUMBER_LENGTH = 40;

  /** Longer texts are no date or duration. */
  private static final int TIME_LENGTH = 64;

  /** The range of CEL's timestamps, years 1 to 9999, in seconds: about 10,000 years. */
  private static final double LONGEST_SPAN = 315_576_000_000.0;

  private Conversions() {}

  static Object number(@Nullable Object value) {
    if (value instanceof Number) {
      return value;
    }
    if (!(value instanceof String text)) {
      return Function.refuse("number", "a number or a text", value);
    }
    String digits = text.strip();
    Object number = digits.length() > NUMBER_LENGTH ? null : parse(digits);
    return number == null ? new Failed("'" + shown(text) + "' is not a number") : number;
  }

  private static @Nullable Object parse(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException notWhole) {
      // Double.parseDouble also takes "NaN", "0x1p3" and "1d".
      if (!digits.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0)) {
        return null;
      }
      try {
        double number = Double.parseDouble(digits);
        return Double.isInfinite(number) ? null : (Object) number;
      } catch (NumberFormatException notDecimal) {
        return null;
      }
    }
  }

  static Object whole(@Nullable Object value) {
    Object number = value instanceof Instant at ? at.getEpochSecond() : number(value);
    if (number instanceof Double decimal) {
      return Math.abs(decimal) < (double) Long.MAX_VALUE
          ? (Object) decimal.longValue()
          : Operator.OVERFLOW;
    }
    return number;
  }

  static Object decimal(@Nullable Object value) {
    Object number = number(value);
    return number instanceof Long whole ? (Object) whole.doubleValue() : number;
  }

  /** As CEL writes it, for machines; {@link Texts} writes for people. */
  static Object string(@Nullable Object value) {
    return switch (value) {
      case String text -> text;
      case Long number -> number.toString();
      case Double number -> Texts.decimal(number);
      case Boolean bool -> bool.toString();
      case Instant at -> at.toString();
      case Duration time ->
          time.getNano() == 0
              ? time.getSeconds() + "s"
              : Texts.decimal(time.getSeconds() + time.getNano() / 1e9) + "s";
      case null, default -> Function.refuse("string", "a text, a number or a time", value);
    };
  }

  static Object instant(@Nullable Object value) {
    if (value instanceof Instant) {
      return value;
    }
    if (value instanceof Long seconds) {
      return Instant.ofEpochSecond(seconds);
    }
    if (!(value instanceof String text)) {
      return Function.refuse("timestamp", "a text", value);
    }
    try {
      return OffsetDateTime.parse(text.length() > TIME_LENGTH ? "" : text).toInstant();
    } catch (DateTimeException e) {
      return new Failed("'" + shown(text) + "' is not a time like 2026-03-31T09:30:00Z");
    }
  }

  /** A date or a date and time; where the text has no zone, in the contact's. */
  static Object date(Evaluation evaluation, @Nullable Object value) {
    if (value instanceof Instant) {
      return value;
    }
    if (!(value instanceof String given)) {
      return Function.refuse("date", "a date or a text", value);
    }
    String text = given.strip();
    ZoneId zone = evaluation.scope.zone();
    try {
      if (text.length() <= 10) {
        return LocalDate.parse(text).atStartOfDay(zone).toInstant();
      }
      if (text.length() > TIME_LENGTH) {
        return new Failed("'" + shown(given) + "' is not a date like 2026-03-31");
      }
      boolean zoned = text.endsWith("Z") || text.indexOf('+') > 0 || text.lastIndexOf('-') > 10;
      return zoned
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text.replace(' ', 'T')).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      return new Failed("'" + shown(given) + "' is not a date like 2026-03-31");
    }
  }

  /** CEL's durations: {@code 24h}, {@code 1h30m}, {@code 1.5s}. */
  static Object duration(@Nullable Object value) {
    if (!(value instanceof String text)) {
      return Function.refuse("duration", "a text", value);
    }
    boolean negative = text.startsWith("-");
    int at = negative ? 1 : 0;
    double seconds = 0;
    boolean some = false;
    while (at < text.length() && text.length() <= TIME_LENGTH) {
      int end = at;
      while (end < text.length()
          && (Character.isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
        end++;
      }
      int next = end;
      while (next < text.length() && Character.isLetter(text.charAt(next))) {
        next++;
      }
      double unit = unitSeconds(text.substring(end, next));
      Object number = parse(text.substring(at, end));
      if (unit == 0 || !(number instanceof Number count)) {
        some = false;
        break;
      }
      seconds += count.doubleValue() * unit;
      some = true;
      at = next;
    }
    return some && at == text.length()
        ? span(negative ? -seconds : seconds, 1)
        : new Failed("'" + shown(text) + "' is not a duration like 24h or 1h30m");
  }

  private static double unitSeconds(String unit) {
    return switch (unit) {
      case "h" -> 3_600;
      case "m" -> 60;
      case "s" -> 1;
      case "ms" -> 1e-3;
      case "us" -> 1e-6;
      case "ns" -> 1e-9;
      default -> 0;
    };
  }

  static Object span(@Nullable Object count, int unitSeconds) {
    if (!(count instanceof Number number)) {
      return Function.refuse("duration", "a number", count);
    }
    double seconds = number.doubleValue() * unitSeconds;
    if (!(Math.abs(seconds) < LONGEST_SPAN)) {
      return new Failed("This time is too far away");
    }
    long whole = (long) seconds;
    return Duration.ofSeconds(whole, Math.round((seconds - whole) * 1e9));
  }

  static String shown(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
