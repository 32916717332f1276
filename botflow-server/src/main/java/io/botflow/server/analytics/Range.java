package io.botflow.server.analytics;

import io.botflow.server.api.Call;
import io.botflow.server.api.Refusal;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.http.Problem;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What figures are asked for.
 *
 * @param from first day, as the organisation counts days
 * @param to last day
 * @param bot null for all
 * @param channel null for all
 */
record Range(LocalDate from, LocalDate to, @Nullable UUID bot, @Nullable UUID channel) {
  private static final int USUAL_DAYS = 30;
  private static final int MOST_DAYS = 366;

  /**
   * By the query parameters {@code from}, {@code to}, {@code bot} and {@code channel}.
   *
   * @param today where the organisation is; asked where no day is named
   */
  static Range of(Call call, Supplier<LocalDate> today) {
    LocalDate to = day(call, "to", today);
    LocalDate from = day(call, "from", () -> to.minusDays(USUAL_DAYS - 1L));
    if (from.isAfter(to) || ChronoUnit.DAYS.between(from, to) >= MOST_DAYS) {
      throw refused("from", "has to be before to, by %d days at most".formatted(MOST_DAYS));
    }
    return new Range(from, to, id(call, "bot"), id(call, "channel"));
  }

  private static LocalDate day(Call call, String name, Supplier<LocalDate> usual) {
    String given = call.parameter(name);
    try {
      LocalDate day = given == null ? usual.get() : LocalDate.parse(given);
      if (day.getYear() < 2000 || day.getYear() > 9999) {
        throw refused(name, "has to be a day of this age");
      }
      return day;
    } catch (DateTimeParseException e) {
      throw refused(name, "has to be a day such as 2026-10-31");
    }
  }

  static @Nullable UUID id(Call call, String name) {
    String given = call.parameter(name);
    try {
      return given == null ? null : UUID.fromString(given);
    } catch (IllegalArgumentException e) {
      throw refused(name, "has to be an id");
    }
  }

  private static Refusal refused(String parameter, String message) {
    return new Refusal(ErrorCode.INVALID_PARAMETER, List.of(new Problem.Place(parameter, message)));
  }

  /** As many days before. */
  Range before() {
    long days = ChronoUnit.DAYS.between(from, to) + 1;
    return new Range(from.minusDays(days), to.minusDays(days), bot, channel);
  }

  /** The same of one bot. */
  Range of(UUID one) {
    return new Range(from, to, one, channel);
  }
}
