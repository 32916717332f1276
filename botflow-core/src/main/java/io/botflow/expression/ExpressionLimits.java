package io.botflow.expression;

/**
 * The bounds within which tenants' expressions run. Together they keep any evaluation below about
 * 50 ms and 8 MiB, whatever the source and the values.
 */
final class ExpressionLimits {
  /** Characters of one expression. The longest in published sample flows stay below 500. */
  static final int SOURCE_LENGTH = 4_096;

  /**
   * Characters of one text with {@code {{ }}}: the longest text of a messenger is 4,096, an HTTP
   * body more.
   */
  static final int TEMPLATE_LENGTH = 65_536;

  /** Operators, names, literals and calls of one expression. */
  static final int NODES = 1_000;

  /**
   * Brackets within brackets. Recursion of readers and evaluation stays far from the stack's end.
   */
  static final int DEPTH = 40;

  /** Rules of CEL's grammar within each other; a bracket takes several. */
  static final int PARSE_DEPTH = 150;

  /**
   * Characters of one text that an expression or a template makes: a session's variables hold 64
   * KiB.
   */
  static final int TEXT_LENGTH = 65_536;

  /** Rounds of all loops of one evaluation together. */
  static final int ROUNDS = 10_000;

  /**
   * Work of one evaluation, about one unit a byte allocated or a few nanoseconds spent: 3 million
   * units were measured below 50 ms and 8 MiB for every hostile input of the tests.
   */
  static final int WORK = 3_000_000;

  /** Work of one node inside a loop: about the cost of a boxed number. */
  static final int NODE_WORK = 16;

  /** Work of one list element or map entry. */
  static final int ELEMENT_WORK = 16;

  /** Work of making a number or date format of the JDK: some microseconds and kilobytes. */
  static final int FORMAT_WORK = 20_000;

  /** Lists within lists that are compared, written or returned. JSON of API answers stays below. */
  static final int VALUE_DEPTH = 32;

  /** Characters of a regular expression. */
  static final int PATTERN_LENGTH = 1_000;

  /** RE2 instructions of a regular expression; {@code x{1000}} alone takes 1,000. */
  static final int PATTERN_SIZE = 2_000;

  /** Characters of a date or number pattern. */
  static final int FORMAT_LENGTH = 64;

  private ExpressionLimits() {}
}
