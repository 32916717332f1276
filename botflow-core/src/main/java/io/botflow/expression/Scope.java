package io.botflow.expression;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an expression sees while it is evaluated: the values of its names, and for whom results are
 * written.
 *
 * <p>Called only by the thread that evaluates. Every method must be quick and must give the same
 * answer during one evaluation.
 */
public interface Scope {
  /**
   * The value of a root name: a declared variable or a built-in name such as {@code contact}; never
   * {@code now}. A value is a String, Long, Double, Boolean, {@link Instant}, List or Map of such
   * with String keys, or null where nothing is set.
   */
  @Nullable Object value(String name);

  /** The contact's language and country: how dates, numbers and money are written. */
  Locale locale();

  /** The contact's time zone. */
  ZoneId zone();

  /** The time that {@code now} reads. */
  Instant now();

  /**
   * Told when a part of a template could not be evaluated; the part is written as nothing. Does
   * nothing by default.
   */
  default void failed(Expression part, Evaluated.Failed failure) {}
}
