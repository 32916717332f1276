package io.botflow.node;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads days and times as people type them, in their language's order and time zone. */
final class Moments {
  /**
   * Words for near days in the languages of BotFlow's own phrases, and how many days from today.
   */
  private static final Map<String, Integer> NEAR_DAYS =
      Map.ofEntries(
          Map.entry("today", 0),
          Map.entry("tomorrow", 1),
          Map.entry("day after tomorrow", 2),
          Map.entry("vandag", 0),
          Map.entry("more", 1),
          Map.entry("oormore", 2),
          Map.entry("hoje", 0),
          Map.entry("amanha", 1),
          Map.entry("depois de amanha", 2),
          Map.entry("hoy", 0),
          Map.entry("manana", 1),
          Map.entry("pasado manana", 2),
          Map.entry("اليوم", 0),
          Map.entry("غدا", 1));

  private Moments() {}

  /** An ISO day, or null. */
  static @Nullable String date(String text, Locale locale, TurnContext turn) {
    LocalDate day = day(text, locale, today(turn));
    return day == null ? null : day.toString();
  }

  /** An ISO time of day with minutes, or null. */
  static @Nullable String time(String text) {
    LocalTime time = timeOfDay(text);
    return time == null ? null : time.toString();
  }

  /** An ISO instant of a day and a time in the contact's zone, or null. */
  static @Nullable String moment(String text, Locale locale, TurnContext turn) {
    String[] parts = text.strip().split("[ T,]+(?:at |om |às |a las )?");
    for (int cut = parts.length - 1; cut > 0; cut--) {
      LocalTime time = timeOfDay(String.join(" ", List.of(parts).subList(cut, parts.length)));
      LocalDate day = day(String.join(" ", List.of(parts).subList(0, cut)), locale, today(turn));
      if (time != null && day != null) {
        return day.atTime(time).atZone(zone(turn)).toInstant().toString();
      }
    }
    return null;
  }

  private static ZoneId zone(TurnContext turn) {
    return turn.scope().zone();
  }

  private static LocalDate today(TurnContext turn) {
    return LocalDate.ofInstant(turn.now(), zone(turn));
  }

  private static @Nullable LocalDate day(String text, Locale locale, LocalDate today) {
    String plain = Words.plain(text);
    Integer near = NEAR_DAYS.get(plain);
    if (near != null) {
      return today.plusDays(near);
    }
    List<String> parts = new ArrayList<>(List.of(plain.split(" ", -1)));
    parts.removeIf(part -> part.equals("of") || part.equals("de") || part.equals("the"));
    if (parts.size() < 2 || parts.size() > 3) {
      return null;
    }
    int[] numbers = new int[3];
    int month = 0;
    int count = 0;
    for (String part : parts) {
      int named = month(part, locale);
      if (named > 0 && month == 0) {
        month = named;
      } else {
        int number = ordinal(part);
        if (number < 0) {
          return null;
        }
        numbers[count++] = number;
      }
    }
    if (month > 0) {
      return named(numbers, count, month, today);
    }
    return numeric(numbers, count, locale, today);
  }

  private static @Nullable LocalDate named(int[] numbers, int count, int month, LocalDate today) {
    return switch (count) {
      case 1 -> upcoming(numbers[0], month, today);
      case 2 -> of(year(numbers[1]), month, numbers[0]);
      default -> null;
    };
  }

  private static @Nullable LocalDate numeric(
      int[] numbers, int count, Locale locale, LocalDate today) {
    if (count == 3 && numbers[0] > 31) {
      return of(numbers[0], numbers[1], numbers[2]);
    }
    boolean monthFirst = monthFirst(locale);
    int day = monthFirst ? numbers[1] : numbers[0];
    int month = monthFirst ? numbers[0] : numbers[1];
    if (month > 12 && day <= 12) {
      int swap = day;
      day = month;
      month = swap;
    }
    return switch (count) {
      case 2 -> upcoming(day, month, today);
      case 3 -> of(year(numbers[2]), month, day);
      default -> null;
    };
  }

  /** A day without its year is the next one. */
  private static @Nullable LocalDate upcoming(int day, int month, LocalDate today) {
    LocalDate thisYear = of(today.getYear(), month, day);
    return thisYear == null || !thisYear.isBefore(today)
        ? thisYear
        : of(today.getYear() + 1, month, day);
  }

  private static int year(int number) {
    return number < 100 ? 2000 + number : number;
  }

  private static @Nullable LocalDate of(int year, int month, int day) {
    try {
      return LocalDate.of(year, month, day);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static boolean monthFirst(Locale locale) {
    String pattern =
        DateTimeFormatterBuilder.getLocalizedDateTimePattern(
            FormatStyle.SHORT, null, IsoChronology.INSTANCE, locale);
    // "en" alone is written by people everywhere; only the United States put the month first.
    return !locale.getCountry().isEmpty() && pattern.indexOf('M') < pattern.indexOf('d');
  }

  private static int month(String word, Locale locale) {
    if (word.length() < 3 || Character.isDigit(word.charAt(0))) {
      return 0;
    }
    for (Locale language : List.of(locale, Locale.ENGLISH)) {
      for (int month = 1; month <= 12; month++) {
        String name =
            Words.plain(java.time.Month.of(month).getDisplayName(TextStyle.FULL, language));
        if (name.equals(word) || (word.length() == 3 && name.startsWith(word))) {
          return month;
        }
      }
    }
    return 0;
  }

  private static int ordinal(String part) {
    String digits = part.replaceFirst("(st|nd|rd|th|de|ste)$", "");
    if (digits.isEmpty() || digits.length() > 4 || !digits.chars().allMatch(Character::isDigit)) {
      return -1;
    }
    return Integer.parseInt(digits);
  }

  private static @Nullable LocalTime timeOfDay(String text) {
    String lower = Words.lower(text).strip().replace(" ", "").replace(".", ":").replace("h", ":");
    boolean afternoon = lower.endsWith("pm") || lower.endsWith("p:m:");
    boolean morning = lower.endsWith("am") || lower.endsWith("a:m:");
    String digits = lower.replaceFirst("(p:?m:?|a:?m:?)$", "").replaceFirst(":$", "");
    String[] parts = digits.split(":", -1);
    try {
      if (parts.length > 2
          || (parts.length == 1 && !afternoon && !morning && !lower.endsWith(":"))) {
        return null;
      }
      int hour = Integer.parseInt(parts[0]);
      int minute = parts.length == 2 ? Integer.parseInt(parts[1]) : 0;
      if ((afternoon || morning) && (hour < 1 || hour > 12)) {
        return null;
      }
      if (afternoon && hour < 12) {
        hour += 12;
      } else if (morning && hour == 12) {
        hour = 0;
      }
      ChronoField.HOUR_OF_DAY.checkValidValue(hour);
      ChronoField.MINUTE_OF_HOUR.checkValidValue(minute);
      return LocalTime.of(hour, minute);
    } catch (NumberFormatException | DateTimeException e) {
      return null;
    }
  }
}
