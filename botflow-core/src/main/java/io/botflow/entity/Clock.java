package io.botflow.entity;

import io.botflow.entity.Lexeme.Kind;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads times of day. */
final class Clock {
  private static final int NOON = 12;
  private static final int HOURS = 24;
  private static final int MINUTES = 60;
  private static final int QUARTER = 15;
  private static final int HALF = 30;

  /** Hours up to this one are in the afternoon where nothing says which half of the day. */
  private static final int LAST_AFTERNOON = 6;

  private final List<Item> items;

  /** A time, and the item after it. */
  record Read(LocalTime time, int next) {}

  private Clock(List<Item> items) {
    this.items = items;
  }

  static @Nullable Read read(List<Item> items, int at) {
    return at < items.size() ? new Clock(items).read(at) : null;
  }

  private @Nullable Read read(int at) {
    Item item = items.get(at);
    return switch (item.lexeme().kind()) {
      case CLOCK -> new Read(LocalTime.ofSecondOfDay(item.lexeme().value() * MINUTES), at + 1);
      case AT -> at + 1 < items.size() ? afterAt(at + 1) : null;
      case HALF_PAST -> spoken(at + 1, HALF);
      case HALF_TO -> spoken(at + 1, -HALF);
      case QUARTER_PAST -> spoken(at + 1, QUARTER);
      case QUARTER_TO -> spoken(at + 1, -QUARTER);
      case PART -> partFirst(at);
      case DIGITS, NUMBER -> hour(at, false);
      default -> null;
    };
  }

  private @Nullable Read afterAt(int at) {
    Kind kind = items.get(at).lexeme().kind();
    return kind == Kind.DIGITS || kind == Kind.NUMBER ? hour(at, true) : read(at);
  }

  /** In the morning at 9. */
  private @Nullable Read partFirst(int at) {
    int after = Moment.skipped(items, at + 1);
    if (after + 1 >= items.size() || !items.get(after).is(Kind.AT)) {
      return null;
    }
    Read time = hour(after + 1, true);
    if (time == null) {
      return null;
    }
    boolean later = items.get(at).lexeme().value() > 0;
    int hour = time.time().getHour();
    if (later && hour < NOON) {
      hour += NOON;
    } else if (!later && hour >= NOON && hour - NOON <= LAST_AFTERNOON) {
      hour -= NOON;
    }
    return new Read(time.time().withHour(hour), time.next());
  }

  /** Half past three: what comes is the hour. */
  private @Nullable Read spoken(int at, int minutes) {
    Integer hour = at < items.size() ? whole(at, HOURS) : null;
    return hour == null ? null : finished(hour, minutes, at + 1, false);
  }

  /** An hour with what follows; alone it is a time only after "at". */
  private @Nullable Read hour(int at, boolean said) {
    Item item = items.get(at);
    if (item.raw().matches("\\d{1,2}:\\d{2}")) {
      String[] parts = item.raw().split(":", -1);
      boolean exact = parts[0].length() == 2 && parts[0].startsWith("0");
      return checked(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), at + 1, true, exact);
    }
    if (said && item.raw().matches("\\d{1,2}\\.\\d{2}")) {
      String[] parts = item.raw().split("\\.", -1);
      return checked(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), at + 1, true, false);
    }
    Integer hour = whole(at, HOURS);
    if (hour == null) {
      return null;
    }
    int next = at + 1;
    if (next < items.size() && items.get(next).glued() && items.get(next).raw().equals("h")) {
      return afterH(hour, next + 1);
    }
    boolean clear = said;
    if (next < items.size() && items.get(next).is(Kind.OCLOCK)) {
      clear = true;
      next++;
    }
    int minutes = 0;
    int extra = minutes(next);
    if (extra != 0 && clear) {
      minutes = extra;
      next = afterMinutes(next);
    }
    int marked = Moment.skipped(items, next);
    boolean half =
        marked < items.size()
            && (items.get(marked).is(Kind.AM)
                || items.get(marked).is(Kind.PM)
                || items.get(marked).is(Kind.PART));
    return clear || half ? finished(hour, minutes, next, false) : null;
  }

  private @Nullable Read afterH(int hour, int next) {
    boolean minutes =
        next < items.size() && items.get(next).glued() && items.get(next).raw().matches("\\d{2}");
    return minutes
        ? checked(hour, Integer.parseInt(items.get(next).raw()), next + 1, true, true)
        : checked(hour, 0, next, true, true);
  }

  /** "and a half", "and a quarter", "less a quarter" after an hour; 0 where nothing of these. */
  private int minutes(int at) {
    if (at + 1 >= items.size()) {
      return 0;
    }
    int what = at + 1;
    if (items.get(what).is(Kind.ARTICLE) || items.get(what).is(Kind.SKIP)) {
      what++;
    }
    if (what >= items.size()) {
      return 0;
    }
    boolean less = items.get(at).is(Kind.LESS);
    if (!less && !items.get(at).is(Kind.AND)) {
      return 0;
    }
    int minutes =
        switch (items.get(what).lexeme().kind()) {
          case HALF -> HALF;
          case QUARTER -> QUARTER;
          case NUMBER, DIGITS -> {
            Integer number = whole(what, MINUTES);
            yield number == null ? 0 : number;
          }
          default -> 0;
        };
    return less ? -minutes : minutes;
  }

  private int afterMinutes(int at) {
    boolean article = items.get(at + 1).is(Kind.ARTICLE) || items.get(at + 1).is(Kind.SKIP);
    return at + (article ? 3 : 2);
  }

  private @Nullable Read checked(int hour, int minute, int next, boolean clock, boolean exact) {
    return minute < MINUTES && hour <= HOURS ? finished(hour, minute, next, clock, exact) : null;
  }

  private @Nullable Read finished(int hour, int minutes, int next, boolean exact) {
    return finished(hour, minutes, next, false, exact);
  }

  /**
   * Decides which half of the day is meant.
   *
   * @param clock whether minutes were written with the hour
   * @param exact whether the hour is surely one of 24
   */
  private @Nullable Read finished(int hour, int minutes, int next, boolean clock, boolean exact) {
    int marked = Moment.skipped(items, next);
    Item mark = marked < items.size() ? items.get(marked) : null;
    int after = next;
    int of24 = hour;
    boolean morning =
        mark != null && (mark.is(Kind.AM) || (mark.is(Kind.PART) && mark.lexeme().value() == 0));
    boolean later =
        mark != null && (mark.is(Kind.PM) || (mark.is(Kind.PART) && mark.lexeme().value() > 0));
    if (morning || later) {
      if (hour > NOON && mark != null && !mark.is(Kind.PART)) {
        return null;
      }
      after = marked + 1;
      if (later && hour < NOON) {
        of24 = hour + NOON;
      } else if (morning && hour == NOON) {
        of24 = 0;
      }
    } else if (!exact && !clock && hour >= 1 && hour <= LAST_AFTERNOON) {
      of24 = hour + NOON;
    }
    int minute = of24 * MINUTES + minutes;
    return minute < 0 || minute >= HOURS * MINUTES
        ? null
        : new Read(LocalTime.ofSecondOfDay((long) minute * MINUTES), after);
  }

  private @Nullable Integer whole(int at, int most) {
    Item item = items.get(at);
    if (item.is(Kind.DIGITS)) {
      if (!item.raw().matches("\\d{1,2}")) {
        return null;
      }
      int number = Integer.parseInt(item.raw());
      return number <= most ? number : null;
    }
    if (!item.is(Kind.NUMBER)) {
      return null;
    }
    long value = item.lexeme().value();
    return value <= most ? (Integer) (int) value : null;
  }
}
