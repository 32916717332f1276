package io.botflow.expression;

import io.botflow.expression.Evaluated.Failed;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Currency;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code format} and {@code money}: values written by the contact's language and time zone. */
final class Formats {

  private Formats() {}

  /**
   * Writes a number, a date and time, or a text that is an ISO date or time; other texts stay as
   * they are. The style of a number is {@code "percent"} or a pattern like {@code "#,##0.00"}, that
   * of a time {@code "short"}, {@code "medium"}, {@code "long"}, {@code "full"} or a pattern like
   * {@code "EEEE d MMMM"}.
   */
  static Object format(Evaluation evaluation, @Nullable Object value, @Nullable Object style) {
    if (style != null && !(style instanceof String)) {
      return Function.refuse("format", "a style or a pattern", style);
    }
    String how = style instanceof String text ? text : "";
    if (how.length() > ExpressionLimits.FORMAT_LENGTH) {
      return new Failed("A pattern has at most " + ExpressionLimits.FORMAT_LENGTH + " characters");
    }
    Failed failed = evaluation.spend(ExpressionLimits.FORMAT_WORK);
    if (failed != null) {
      return failed;
    }
    Locale locale = evaluation.scope.locale();
    return switch (value) {
      case null -> "";
      case Number number -> number(number, how, locale);
      case Instant at -> time(at.atZone(evaluation.scope.zone()), how, locale);
      case String text -> {
        TemporalAccessor time = timeOf(evaluation, text);
        if (time != null) {
          yield time(time, how, locale);
        }
        yield how.isEmpty() ? text : new Failed("'" + Conversions.shown(text) + "' is not a date");
      }
      default -> Texts.of(evaluation, value);
    };
  }

  private static Object number(Number number, String how, Locale locale) {
    NumberFormat format =
        switch (how) {
          case "" -> NumberFormat.getInstance(locale);
          case "percent" -> NumberFormat.getPercentInstance(locale);
          default -> new DecimalFormat(how, DecimalFormatSymbols.getInstance(locale));
        };
    return format.format(number);
  }

  private static Object time(TemporalAccessor time, String how, Locale locale) {
    FormatStyle style =
        switch (how) {
          case "", "medium" -> FormatStyle.MEDIUM;
          case "short" -> FormatStyle.SHORT;
          case "long" -> FormatStyle.LONG;
          case "full" -> FormatStyle.FULL;
          default -> null;
        };
    if (style == null) {
      return DateTimeFormatter.ofPattern(how, locale).format(time);
    }
    DateTimeFormatter formatter =
        switch (time) {
          case LocalDate ignored -> DateTimeFormatter.ofLocalizedDate(style);
          // Longer styles of a time of day name its zone, which it does not have.
          case LocalTime ignored -> DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT);
          default -> DateTimeFormatter.ofLocalizedDateTime(style, FormatStyle.SHORT);
        };
    return formatter.withLocale(locale).format(time);
  }

  private static @Nullable TemporalAccessor timeOf(Evaluation evaluation, String text) {
    if (text.length() < 5 || text.length() > 40 || !Character.isDigit(text.charAt(0))) {
      return null;
    }
    try {
      if (text.length() == 10) {
        return LocalDate.parse(text);
      }
      if (text.charAt(2) == ':') {
        return LocalTime.parse(text);
      }
    } catch (DateTimeException e) {
      return null;
    }
    return Conversions.date(evaluation, text) instanceof Instant at
        ? ZonedDateTime.ofInstant(at, evaluation.scope.zone())
        : null;
  }

  /** Writes an amount with its currency, an ISO 4217 code such as {@code "EUR"}. */
  static Object money(Evaluation evaluation, @Nullable Object amount, @Nullable Object code) {
    Object number = Conversions.number(amount);
    if (number instanceof Failed) {
      return number;
    }
    Currency currency = code instanceof String text ? currency(text) : null;
    if (currency == null) {
      return new Failed("'" + code + "' is not a currency code such as EUR");
    }
    Failed failed = evaluation.spend(ExpressionLimits.FORMAT_WORK);
    if (failed != null) {
      return failed;
    }
    NumberFormat format = NumberFormat.getCurrencyInstance(evaluation.scope.locale());
    format.setCurrency(currency);
    int digits = Math.max(currency.getDefaultFractionDigits(), 0); // -1 for gold and the like
    format.setMinimumFractionDigits(digits);
    format.setMaximumFractionDigits(digits);
    return format.format(number);
  }

  /** The currency of an ISO 4217 code; null when there is none. */
  static @Nullable Currency currency(String code) {
    try {
      return code.length() == 3 ? Currency.getInstance(code.toUpperCase(Locale.ROOT)) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
