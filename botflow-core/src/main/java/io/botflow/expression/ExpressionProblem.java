package io.botflow.expression;

/**
 * One reason why a source does not compile.
 *
 * @param offset where in the source it is, in UTF-16 units from 0
 * @param length how many UTF-16 units it covers; 0 where something is missing
 * @param code a stable name of the kind of problem
 * @param text what is wrong and what would be right, for the flow's author
 */
public record ExpressionProblem(int offset, int length, String code, String text) {
  /** The source breaks the grammar. */
  public static final String SYNTAX = "syntax";

  /** The source reads a name that is neither declared nor built in. */
  public static final String UNKNOWN_NAME = "unknown-name";

  /** The source calls a function that does not exist, or with the wrong number of arguments. */
  public static final String UNKNOWN_FUNCTION = "unknown-function";

  /** An operator or a function cannot work with a value of this type. */
  public static final String WRONG_TYPE = "wrong-type";

  /** A condition is not true or false. */
  public static final String NOT_BOOLEAN = "not-boolean";

  /** A literal pattern, currency or format cannot be used. */
  public static final String BAD_LITERAL = "bad-literal";

  /** The source is longer, deeper or larger than {@code ExpressionLimits} allows. */
  public static final String TOO_LARGE = "too-large";

  /** Part of CEL that flows do not offer. */
  public static final String NOT_OFFERED = "not-offered";

  ExpressionProblem moved(int by) {
    return by == 0 ? this : new ExpressionProblem(offset + by, length, code, text);
  }
}
