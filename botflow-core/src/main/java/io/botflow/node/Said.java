package io.botflow.node;

import io.botflow.entity.Entities;
import io.botflow.entity.Entity;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values in what a customer, or a model, says: the whole of it as the value, else the only one in a
 * short sentence. A longer one is likelier about something else.
 */
final class Said {
  /** Of a sentence whose only number, day or time is what was asked for. */
  private static final int MOST_WORDS = 10;

  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  private Said() {}

  /** A Long or a Double, or null. */
  static @Nullable Number number(String text, TurnContext turn) {
    Number whole = Formats.number(text, turn.scope().locale());
    if (whole != null) {
      return whole;
    }
    Entity.Numeral found = isShort(text) ? only(entities(turn).numbers(text)) : null;
    if (found == null) {
      return null;
    }
    BigDecimal value = found.value().stripTrailingZeros();
    return value.scale() <= 0 && value.abs().compareTo(MOST) <= 0
        ? (Number) value.longValueExact()
        : (Number) value.doubleValue();
  }

  /** An ISO day, or null. */
  static @Nullable String date(String text, TurnContext turn) {
    String whole = Moments.date(text, turn.scope().locale(), turn);
    Entity.When found = whole == null ? when(text, turn) : null;
    LocalDate day = found == null ? null : found.day();
    return day == null ? whole : day.toString();
  }

  /** An ISO time of day with minutes, or null. */
  static @Nullable String time(String text, TurnContext turn) {
    String whole = Moments.time(text);
    Entity.When found = whole == null ? when(text, turn) : null;
    LocalTime time = found == null ? null : found.time();
    return time == null ? whole : time.toString();
  }

  /** An ISO instant of a day and a time in the contact's zone, or null. */
  static @Nullable String moment(String text, TurnContext turn) {
    String whole = Moments.moment(text, turn.scope().locale(), turn);
    Entity.When found = whole == null ? when(text, turn) : null;
    LocalDate day = found == null ? null : found.day();
    LocalTime time = found == null ? null : found.time();
    return day == null || time == null
        ? whole
        : day.atTime(time).atZone(turn.scope().zone()).toInstant().toString();
  }

  /** An e-mail address, or null. */
  static @Nullable String email(String text, TurnContext turn) {
    String whole = Formats.email(text);
    Entity.Email found = whole == null ? only(entities(turn).emails(text)) : null;
    return found == null ? whole : found.address();
  }

  /** A phone number, or null. */
  static @Nullable String phone(String text, TurnContext turn) {
    String whole = Formats.phone(text);
    Entity.Phone found = whole == null ? only(entities(turn).phones(text)) : null;
    return found == null ? whole : found.number();
  }

  /** A web address, or null. */
  static @Nullable String url(String text, TurnContext turn) {
    String whole = Formats.url(text);
    Entity.Url found = whole == null ? only(entities(turn).urls(text)) : null;
    return found == null ? whole : found.address();
  }

  private static Entity.@Nullable When when(String text, TurnContext turn) {
    return isShort(text) ? only(entities(turn).moments(text, turn.now())) : null;
  }

  private static <E extends Entity> @Nullable E only(List<E> found) {
    return found.size() == 1 ? found.getFirst() : null;
  }

  private static boolean isShort(String text) {
    return text.length() <= Entities.MAX_TEXT
        && Words.plain(text).chars().filter(c -> c == ' ').count() < MOST_WORDS;
  }

  private static Entities entities(TurnContext turn) {
    return new Entities(turn.scope().locale(), turn.scope().zone());
  }
}
