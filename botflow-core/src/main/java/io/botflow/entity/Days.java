package io.botflow.entity;

import io.botflow.entity.Lexeme.Kind;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads days. */
final class Days {
  private final List<Item> items;
  private final Locale locale;
  private final LocalDate today;

  /** A day, and the item after it. */
  record Read(LocalDate day, int next) {}

  private Days(List<Item> items, Locale locale, LocalDate today) {
    this.items = items;
    this.locale = locale;
    this.today = today;
  }

  static @Nullable Read read(List<Item> items, int at, Locale locale, LocalDate today) {
    return at < items.size() ? new Days(items, locale, today).read(at) : null;
  }

  private @Nullable Read read(int at) {
    Item item = items.get(at);
    long value = item.lexeme().value();
    return switch (item.lexeme().kind()) {
      case DAY -> new Read(today.plusDays(value), at + 1);
      case NEXT, COMING, LAST -> relative(at);
      case WEEKDAY -> weekday(at);
      case MONTH -> monthFirst(at);
      case DIGITS -> digits(at);
      default -> null;
    };
  }

  private @Nullable Read relative(int at) {
    int after = Moment.skipped(items, at + 1);
    if (after >= items.size()) {
      return null;
    }
    Kind which = items.get(at).lexeme().kind();
    Item what = items.get(after);
    if (what.is(Kind.WEEKDAY)) {
      return new Read(day(which, DayOfWeek.of((int) what.lexeme().value())), after + 1);
    }
    return what.is(Kind.UNIT) ? unit(which, what, after + 1) : null;
  }

  private @Nullable Read unit(Kind which, Item what, int next) {
    ChronoUnit unit = ChronoUnit.valueOf(what.lexeme().code());
    return unit.isDateBased()
        ? new Read(today.plus(which == Kind.LAST ? -1 : 1, unit), next)
        : null;
  }

  private LocalDate day(Kind which, DayOfWeek weekday) {
    return switch (which) {
      case LAST -> today.with(TemporalAdjusters.previous(weekday));
      case NEXT -> today.with(TemporalAdjusters.next(DayOfWeek.MONDAY)).with(weekday);
      default -> today.with(TemporalAdjusters.next(weekday));
    };
  }

  /** Friday; Friday next, as some languages say; Friday, 4 December: then the date counts. */
  private Read weekday(int at) {
    int after = Moment.skipped(items, at + 1);
    if (after < items.size()) {
      Item next = items.get(after);
      Read date = next.is(Kind.DIGITS) || next.is(Kind.MONTH) ? read(after) : null;
      if (date != null) {
        return date;
      }
    }
    DayOfWeek weekday = DayOfWeek.of((int) items.get(at).lexeme().value());
    Item next = at + 1 < items.size() ? items.get(at + 1) : null;
    boolean said = next != null && (next.is(Kind.COMING) || next.is(Kind.LAST));
    Kind which = next != null && said ? next.lexeme().kind() : Kind.COMING;
    return new Read(day(which, weekday), said ? at + 2 : at + 1);
  }

  private @Nullable Read monthFirst(int at) {
    int number = Moment.skipped(items, at + 1);
    Integer day = number < items.size() ? small(number, 31) : null;
    if (day == null) {
      return null;
    }
    return named(day, (int) items.get(at).lexeme().value(), afterOrdinal(number + 1));
  }

  private @Nullable Read digits(int at) {
    String raw = items.get(at).raw();
    if (raw.matches("\\d{1,4}([/.-]\\d{1,2}){1,2}|\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{4}")) {
      LocalDate day = numeric(raw.split("[/.-]", -1), raw);
      return day == null ? null : new Read(day, at + 1);
    }
    Integer day = small(at, 31);
    if (day == null) {
      return null;
    }
    int next = afterOrdinal(at + 1);
    int month = Moment.skipped(items, next);
    if (month < items.size() && items.get(month).is(Kind.MONTH)) {
      return named(day, (int) items.get(month).lexeme().value(), month + 1);
    }
    return next > at + 1 ? upcoming(day, next) : null;
  }

  private int afterOrdinal(int at) {
    boolean ordinal = at < items.size() && items.get(at).is(Kind.ORDINAL) && items.get(at).glued();
    return ordinal ? at + 1 : at;
  }

  /** The 5th: of this month, or of the next that has one. */
  private @Nullable Read upcoming(int number, int next) {
    for (int months = 0; months < 3; months++) {
      LocalDate month = today.withDayOfMonth(1).plusMonths(months);
      if (number <= month.lengthOfMonth() && !month.withDayOfMonth(number).isBefore(today)) {
        return new Read(month.withDayOfMonth(number), next);
      }
    }
    return null;
  }

  private @Nullable Read named(int day, int month, int next) {
    int place = Moment.skipped(items, next);
    boolean written = place < items.size() && items.get(place).raw().matches("\\d{4}");
    if (written) {
      LocalDate date = of(Integer.parseInt(items.get(place).raw()), month, day);
      return date == null ? null : new Read(date, place + 1);
    }
    LocalDate date = withoutYear(month, day);
    return date == null ? null : new Read(date, next);
  }

  private @Nullable LocalDate numeric(String[] parts, String raw) {
    int[] numbers = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      numbers[i] = Integer.parseInt(parts[i]);
    }
    if (parts[0].length() == 4) {
      return parts.length == 3 ? of(numbers[0], numbers[1], numbers[2]) : null;
    }
    // 3.5 and 3-5 are numbers and ranges.
    if (parts.length == 2 && raw.indexOf('/') < 0) {
      return null;
    }
    boolean monthFirst = monthFirst();
    int day = monthFirst ? numbers[1] : numbers[0];
    int month = monthFirst ? numbers[0] : numbers[1];
    if (month > 12 && day <= 12) {
      int swap = day;
      day = month;
      month = swap;
    }
    if (parts.length == 2) {
      return withoutYear(month, day);
    }
    return of(numbers[2] < 100 ? 2000 + numbers[2] : numbers[2], month, day);
  }

  private @Nullable LocalDate withoutYear(int month, int day) {
    LocalDate date = of(today.getYear(), month, day);
    return date != null && date.isBefore(today) ? of(today.getYear() + 1, month, day) : date;
  }

  private @Nullable Integer small(int at, int most) {
    String raw = items.get(at).raw();
    if (!raw.matches("\\d{1,2}")) {
      return null;
    }
    int number = Integer.parseInt(raw);
    return number >= 1 && number <= most ? number : null;
  }

  private static @Nullable LocalDate of(int year, int month, int day) {
    try {
      return LocalDate.of(year, month, day);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** "en" alone is written by people everywhere; only the United States put the month first. */
  private boolean monthFirst() {
    String pattern =
        DateTimeFormatterBuilder.getLocalizedDateTimePattern(
            FormatStyle.SHORT, null, IsoChronology.INSTANCE, locale);
    return !locale.getCountry().isEmpty()
        && !pattern.startsWith("y")
        && pattern.indexOf('M') < pattern.indexOf('d');
  }
}
