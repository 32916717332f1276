package io.botflow.server.desk;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When people answer, and how much they take.
 *
 * @param zone of the spans and days, such as {@code Africa/Johannesburg}
 * @param hours none means always
 * @param closedDays on which nobody answers, as {@code 2026-12-25}
 * @param conversationsPerPerson open ones, for each member who answers; null without limit
 */
record BusinessHours(
    String zone,
    List<Span> hours,
    List<String> closedDays,
    @Nullable Integer conversationsPerPerson) {
  static final BusinessHours ALWAYS = new BusinessHours("UTC", List.of(), List.of(), null);

  private static final String DAY_END = "24:00";

  private static final Set<String> DAYS =
      Arrays.stream(DayOfWeek.values())
          .map(day -> day.name().toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());

  BusinessHours {
    hours = List.copyOf(hours);
    closedDays = List.copyOf(closedDays);
  }

  /**
   * Some hours of a day of the week.
   *
   * @param day {@code monday} to {@code sunday}
   * @param from such as {@code 08:00}
   * @param to later on the same day, at most {@code 24:00}
   */
  record Span(String day, String from, String to) {

    /** Whether it is what it should be. */
    boolean makesSense() {
      try {
        return DAYS.contains(day) && LocalTime.parse(from).isBefore(end());
      } catch (DateTimeException e) {
        return false;
      }
    }

    private LocalTime end() {
      return to.equals(DAY_END) ? LocalTime.MAX : LocalTime.parse(to);
    }

    private boolean has(ZonedDateTime moment) {
      LocalTime time = moment.toLocalTime();
      return moment.getDayOfWeek().name().equalsIgnoreCase(day)
          && !time.isBefore(LocalTime.parse(from))
          && time.isBefore(end());
    }
  }

  static boolean isZone(String zone) {
    return ZoneId.getAvailableZoneIds().contains(zone);
  }

  static boolean isDay(String day) {
    try {
      return LocalDate.parse(day).getYear() < 10_000;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** Whether it is a time at which people answer. */
  boolean has(Instant moment) {
    ZonedDateTime local = moment.atZone(ZoneId.of(zone));
    return !closedDays.contains(local.toLocalDate().toString())
        && (hours.isEmpty() || hours.stream().anyMatch(span -> span.has(local)));
  }
}
