package io.botflow.expression;

import static io.botflow.flow.VariableType.ANY;
import static io.botflow.flow.VariableType.BOOLEAN;
import static io.botflow.flow.VariableType.DATETIME;
import static io.botflow.flow.VariableType.LIST;
import static io.botflow.flow.VariableType.NUMBER;
import static io.botflow.flow.VariableType.TEXT;

import io.botflow.expression.Evaluated.Failed;
import io.botflow.flow.VariableType;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The functions that expressions may call; there are no others. {@code coalesce} and {@code has}
 * are not here because they are forms of their own.
 */
enum Function {
  SIZE("size", Style.BOTH, NUMBER, 1, List.of(ANY), (e, a, b, c) -> TextFunctions.size(e, a)),
  LOWER("lower", Style.BOTH, TEXT, 1, List.of(TEXT), (e, a, b, c) -> TextFunctions.lower(e, a)),
  UPPER("upper", Style.BOTH, TEXT, 1, List.of(TEXT), (e, a, b, c) -> TextFunctions.upper(e, a)),
  TRIM("trim", Style.BOTH, TEXT, 1, List.of(TEXT), (e, a, b, c) -> TextFunctions.trim(e, a)),
  CONTAINS("contains", Style.METHOD, BOOLEAN, 2, List.of(TEXT, TEXT), TextFunctions::contains),
  STARTS_WITH(
      "startsWith", Style.METHOD, BOOLEAN, 2, List.of(TEXT, TEXT), TextFunctions::startsWith),
  ENDS_WITH("endsWith", Style.METHOD, BOOLEAN, 2, List.of(TEXT, TEXT), TextFunctions::endsWith),
  MATCHES("matches", Style.BOTH, BOOLEAN, 2, List.of(TEXT, TEXT), TextFunctions::matches),
  REPLACE("replace", Style.METHOD, TEXT, 3, List.of(TEXT, TEXT, TEXT), TextFunctions::replace),
  SPLIT("split", Style.METHOD, LIST, 2, List.of(TEXT, TEXT), TextFunctions::split),
  JOIN("join", Style.METHOD, TEXT, 1, List.of(LIST, TEXT), TextFunctions::join),
  SUBSTRING(
      "substring", Style.METHOD, TEXT, 2, List.of(TEXT, NUMBER, NUMBER), TextFunctions::substring),

  TEXT_OF("text", Style.GLOBAL, TEXT, 1, List.of(ANY), (e, a, b, c) -> Texts.of(e, a)),
  NUMBER_OF("number", Style.GLOBAL, NUMBER, 1, List.of(ANY), (e, a, b, c) -> Conversions.number(a)),
  INT("int", Style.GLOBAL, NUMBER, 1, List.of(ANY), (e, a, b, c) -> Conversions.whole(a)),
  DOUBLE("double", Style.GLOBAL, NUMBER, 1, List.of(ANY), (e, a, b, c) -> Conversions.decimal(a)),
  STRING("string", Style.GLOBAL, TEXT, 1, List.of(ANY), (e, a, b, c) -> Conversions.string(a)),

  DATE("date", Style.GLOBAL, DATETIME, 1, List.of(ANY), (e, a, b, c) -> Conversions.date(e, a)),
  TIMESTAMP(
      "timestamp", Style.GLOBAL, DATETIME, 1, List.of(ANY), (e, a, b, c) -> Conversions.instant(a)),
  DURATION(
      "duration", Style.GLOBAL, ANY, 1, List.of(TEXT), (e, a, b, c) -> Conversions.duration(a)),
  DAYS("days", Style.GLOBAL, ANY, 1, List.of(NUMBER), (e, a, b, c) -> Conversions.span(a, 86_400)),
  HOURS("hours", Style.GLOBAL, ANY, 1, List.of(NUMBER), (e, a, b, c) -> Conversions.span(a, 3_600)),
  MINUTES(
      "minutes", Style.GLOBAL, ANY, 1, List.of(NUMBER), (e, a, b, c) -> Conversions.span(a, 60)),
  FORMAT(
      "format", Style.GLOBAL, TEXT, 1, List.of(ANY, TEXT), (e, a, b, c) -> Formats.format(e, a, b)),
  MONEY("money", Style.GLOBAL, TEXT, 2, List.of(ANY, TEXT), (e, a, b, c) -> Formats.money(e, a, b)),

  YEAR("getFullYear", DatePart.YEAR),
  MONTH("getMonth", DatePart.MONTH),
  DAY_OF_MONTH("getDate", DatePart.DAY),
  DAY_OF_WEEK("getDayOfWeek", DatePart.DAY_OF_WEEK),
  HOUR("getHours", DatePart.HOUR),
  MINUTE("getMinutes", DatePart.MINUTE);

  /** How a function may be written: {@code x.f()}, {@code f(x)}, or both. */
  enum Style {
    METHOD,
    GLOBAL,
    BOTH
  }

  /** The work of a function. Arguments are values, never failures; absent ones are null. */
  @FunctionalInterface
  interface Body {
    /** The value, or {@link Failed}. */
    @Nullable Object apply(
        Evaluation evaluation, @Nullable Object a, @Nullable Object b, @Nullable Object c);
  }

  private static final Map<String, Function> BY_NAME = new HashMap<>();

  static {
    for (Function function : values()) {
      BY_NAME.put(function.callName, function);
    }
  }

  private final String callName;
  private final Style style;
  private final VariableType type;
  private final int required;

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<VariableType> parameters;

  @SuppressWarnings("ImmutableEnumChecker") // static methods, which hold nothing
  private final Body body;

  Function(
      String callName,
      Style style,
      VariableType type,
      int required,
      List<VariableType> parameters,
      Body body) {
    this.callName = callName;
    this.style = style;
    this.type = type;
    this.required = required;
    this.parameters = parameters;
    this.body = body;
  }

  Function(String callName, DatePart part) {
    this(callName, Style.METHOD, NUMBER, 1, List.of(DATETIME, TEXT), part::of);
  }

  /** The function with this name; null when there is none. */
  static @Nullable Function named(String callName) {
    return BY_NAME.get(callName);
  }

  static Iterable<String> names() {
    return BY_NAME.keySet();
  }

  String callName() {
    return callName;
  }

  VariableType type() {
    return type;
  }

  List<VariableType> parameters() {
    return parameters;
  }

  /** Whether it may be called so: with a target before the dot or without, and so many values. */
  boolean accepts(boolean method, int values) {
    return (style == Style.BOTH || method == (style == Style.METHOD))
        && values >= required
        && values <= parameters.size();
  }

  /** How it is written, for messages. */
  String usage() {
    StringBuilder usage = new StringBuilder();
    boolean method = style == Style.METHOD;
    if (method) {
      usage.append("x.");
    }
    usage.append(callName).append('(');
    String names = "xyz";
    for (int i = method ? 1 : 0; i < required; i++) {
      usage.append(i > (method ? 1 : 0) ? ", " : "").append(names.charAt(i));
    }
    return usage.append(')').toString();
  }

  @Nullable Object call(
      Evaluation evaluation, @Nullable Object a, @Nullable Object b, @Nullable Object c) {
    try {
      return body.apply(evaluation, a, b, c);
    } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
      // The JDK's formats and calendars refuse by exception what their arguments cannot mean.
      return new Failed("'" + callName + "' cannot work with this: " + e.getMessage());
    }
  }

  /** The function got a value of a kind that it does not take. */
  static Failed refuse(String callName, String wanted, @Nullable Object value) {
    return new Failed("'" + callName + "' needs " + wanted + ", not " + Values.describe(value));
  }
}
