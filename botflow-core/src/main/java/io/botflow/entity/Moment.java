package io.botflow.entity;

import io.botflow.entity.Lexeme.Kind;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A day with a time, a day, or a time, and the item after it. */
record Moment(@Nullable LocalDate day, @Nullable LocalTime time, int next) {
  /** Longest distance in any unit: what is farther away is no appointment. */
  private static final int MOST = 1_000;

  /** The one that begins at an item; null where none does. */
  static @Nullable Moment read(List<Item> items, int at, Locale locale, ZonedDateTime now) {
    Moment away = away(items, at, locale, now);
    if (away != null) {
      return away;
    }
    Days.Read day = Days.read(items, at, locale, now.toLocalDate());
    if (day != null) {
      Clock.Read time = Clock.read(items, skipped(items, day.next()));
      return time == null
          ? new Moment(day.day(), null, day.next())
          : new Moment(day.day(), time.time(), time.next());
    }
    Clock.Read time = Clock.read(items, at);
    if (time == null) {
      return null;
    }
    Days.Read later = Days.read(items, skipped(items, time.next()), locale, now.toLocalDate());
    return later == null
        ? new Moment(null, time.time(), time.next())
        : new Moment(later.day(), time.time(), later.next());
  }

  /** In two weeks, three days ago, in half an hour. */
  private static @Nullable Moment away(List<Item> items, int at, Locale locale, ZonedDateTime now) {
    Kind first = items.get(at).lexeme().kind();
    boolean named = first == Kind.IN || first == Kind.AGO;
    int number = named ? at + 1 : at;
    if (number >= items.size()) {
      return null;
    }
    // A number, "a", or half of a unit, with the unit behind it.
    double count;
    int unit;
    NumberWords.Read read = NumberWords.read(items, number, locale);
    if (read != null) {
      count = read.value().doubleValue();
      unit = read.next();
      if (count == 0.5 && unit < items.size() && items.get(unit).is(Kind.ARTICLE)) {
        unit++;
      }
    } else if (items.get(number).is(Kind.ARTICLE)) {
      count = 1;
      unit = number + 1;
    } else if (named && items.get(number).is(Kind.UNIT)) {
      // Arabic has "in a week" in two words.
      count = 1;
      unit = number;
    } else {
      return null;
    }
    if (unit >= items.size() || !items.get(unit).is(Kind.UNIT) || count > MOST || count < 0) {
      return null;
    }
    int next = unit + 1;
    boolean past = first == Kind.AGO;
    if (!named) {
      if (next >= items.size()) {
        return null;
      }
      past = items.get(next).is(Kind.AGO);
      if (!past && !items.get(next).is(Kind.AFTER_NOW)) {
        return null;
      }
      next++;
    }
    return moved(now, past ? -count : count, items.get(unit).lexeme().code(), next, items);
  }

  private static @Nullable Moment moved(
      ZonedDateTime now, double count, String name, int next, List<Item> items) {
    ChronoUnit unit = ChronoUnit.valueOf(name);
    if (unit.isTimeBased()) {
      ZonedDateTime then =
          now.plusMinutes(Math.round(count * unit.getDuration().toMinutes()))
              .truncatedTo(ChronoUnit.MINUTES);
      return new Moment(then.toLocalDate(), then.toLocalTime(), next);
    }
    if (count != Math.rint(count)) {
      return null;
    }
    LocalDate day = now.toLocalDate().plus((long) count, unit);
    Clock.Read time = Clock.read(items, skipped(items, next));
    return time == null ? new Moment(day, null, next) : new Moment(day, time.time(), time.next());
  }

  /** Past a comma and words such as "on" and "the". */
  static int skipped(List<Item> items, int at) {
    int next = at;
    while (next < items.size()
        && (items.get(next).is(Kind.SKIP) || items.get(next).raw().equals(","))) {
      next++;
    }
    return next;
  }
}
