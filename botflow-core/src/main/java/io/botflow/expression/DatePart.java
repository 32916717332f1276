package io.botflow.expression;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A part of a date and time, counted as CEL counts: months from 0, weekdays from 0 for Sunday.
 * Without a zone CEL reads UTC; here it is the contact's zone, because that is what an author who
 * asks for the hour means.
 */
enum DatePart {
  YEAR,
  MONTH,
  DAY,
  DAY_OF_WEEK,
  HOUR,
  MINUTE;

  Object of(
      Evaluation evaluation, @Nullable Object at, @Nullable Object zone, @Nullable Object unused) {
    if (!(at instanceof Instant instant)) {
      return Function.refuse("get", "a date and time", at);
    }
    ZonedDateTime time =
        instant.atZone(zone instanceof String id ? ZoneId.of(id) : evaluation.scope.zone());
    return (long)
        switch (this) {
          case YEAR -> time.getYear();
          case MONTH -> time.getMonthValue() - 1;
          case DAY -> time.getDayOfMonth();
          case DAY_OF_WEEK -> time.getDayOfWeek().getValue() % 7;
          case HOUR -> time.getHour();
          case MINUTE -> time.getMinute();
        };
  }
}
