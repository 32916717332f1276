package io.botflow.entity;

/**
 * What a word, or a few, mean.
 *
 * @param value a number of the kind's own
 * @param code of a currency, or the name of a ChronoUnit; else empty
 */
record Lexeme(Kind kind, long value, String code) {

  /** Kinds of words; each stands in the word lists in lower case. */
  enum Kind {
    /** A number, its value. */
    NUMBER,
    /** Hundred, thousand, million: its value. */
    SCALE,
    AND,
    POINT,
    HALF,
    QUARTER,
    /** "a" as in a week. */
    ARTICLE,
    /** A day by its distance from today. */
    DAY,
    NEXT,
    /** The one that comes, whatever the week. */
    COMING,
    LAST,
    IN,
    AGO,
    AFTER_NOW,
    /** A unit of time: the name of its ChronoUnit. */
    UNIT,
    /** A time of day by its minutes. */
    CLOCK,
    /** A part of the day: 0 morning, 1 afternoon, evening and night. */
    PART,
    HALF_PAST,
    /** Half an hour before, as in German. */
    HALF_TO,
    QUARTER_PAST,
    QUARTER_TO,
    /** Minus, as before a quarter in Spanish. */
    LESS,
    OCLOCK,
    AT,
    AM,
    PM,
    /** After the digits of a day. */
    ORDINAL,
    SKIP,
    WEEKDAY,
    MONTH,
    CURRENCY,
    /** Digits, as they stand. */
    DIGITS,
    OTHER
  }
}
