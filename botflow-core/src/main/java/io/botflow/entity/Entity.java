package io.botflow.entity;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** Something of a kind that a program understands, found in a text. */
public sealed interface Entity {

  /** Where it begins, in characters. */
  int start();

  /** Where it ends, in characters. */
  int end();

  /** A number, in digits or words. */
  record Numeral(BigDecimal value, int start, int end) implements Entity {}

  /**
   * An amount of money.
   *
   * @param currency its ISO 4217 code
   */
  record Amount(BigDecimal value, String currency, int start, int end) implements Entity {}

  /** A day, a time of day, or both; at least one is there. */
  record When(@Nullable LocalDate day, @Nullable LocalTime time, int start, int end)
      implements Entity {}

  /** An e-mail address. */
  record Email(String address, int start, int end) implements Entity {}

  /** A web address, with its scheme. */
  record Url(String address, int start, int end) implements Entity {}

  /** A phone number in international form, E.164. */
  record Phone(String number, int start, int end) implements Entity {}
}
