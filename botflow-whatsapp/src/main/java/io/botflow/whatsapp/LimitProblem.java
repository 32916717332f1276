package io.botflow.whatsapp;

/**
 * A limit of WhatsApp that a message does not keep.
 *
 * @param part which part of the message, such as {@code options[1].title}
 * @param code stable, for programs: {@code too_long}, {@code too_many}, {@code too_few}, {@code
 *     missing}, {@code not_unique}, {@code not_allowed}
 * @param limit the largest (or for {@code too_few} the smallest) value allowed; 0 where there is
 *     none
 * @param actual the value found; 0 where there is none
 */
public record LimitProblem(String part, String code, int limit, int actual) {

  /** For people: {@code options[1].title is too long: 23, allowed are 20}. */
  public String text() {
    return limit == 0 && actual == 0
        ? part + ": " + code.replace('_', ' ')
        : part
            + ": "
            + code.replace('_', ' ')
            + ", "
            + actual
            + " where "
            + limit
            + " is the limit";
  }
}
