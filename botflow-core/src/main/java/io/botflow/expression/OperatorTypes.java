package io.botflow.expression;

import static io.botflow.flow.VariableType.ANY;
import static io.botflow.flow.VariableType.BOOLEAN;
import static io.botflow.flow.VariableType.DATETIME;
import static io.botflow.flow.VariableType.LIST;
import static io.botflow.flow.VariableType.NUMBER;
import static io.botflow.flow.VariableType.OBJECT;
import static io.botflow.flow.VariableType.TEXT;

import io.botflow.flow.VariableType;
import org.jspecify.annotations.Nullable;

/** What operators make of the types on their two sides, and why they refuse. */
final class OperatorTypes {

  private OperatorTypes() {}

  /** The type of the result; null when the operator can never work with these kinds. */
  static @Nullable VariableType result(Operator operator, VariableType a, VariableType b) {
    boolean known = a != ANY && b != ANY;
    return switch (operator) {
      case EQUAL, NOT_EQUAL -> !known || a == b ? BOOLEAN : null;
      case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL ->
          (!known || a == b) && ordered(a) && ordered(b) ? BOOLEAN : null;
      case IN -> b == ANY || b == LIST || b == OBJECT ? BOOLEAN : null;
      case ADD -> {
        if (a == BOOLEAN || b == BOOLEAN || a == OBJECT || b == OBJECT) {
          yield null;
        }
        if (a == DATETIME || b == DATETIME) {
          // A duration has no type of its own: it is ANY.
          yield a == ANY || b == ANY ? DATETIME : null;
        }
        yield known
            ? (a == b ? a : null)
            : (a == TEXT || b == TEXT ? TEXT : a == LIST || b == LIST ? LIST : ANY);
      }
      case SUBTRACT -> {
        if (a == NUMBER || b == NUMBER) {
          yield (a == NUMBER || a == ANY) && (b == NUMBER || b == ANY) ? NUMBER : null;
        }
        yield (a == ANY || a == DATETIME) && (b == ANY || b == DATETIME) ? ANY : null;
      }
      case MULTIPLY, DIVIDE, REMAINDER ->
          (a == NUMBER || a == ANY) && (b == NUMBER || b == ANY) ? NUMBER : null;
    };
  }

  private static boolean ordered(VariableType kind) {
    return kind != LIST && kind != OBJECT;
  }

  static String explain(Operator operator, VariableType a, VariableType b) {
    String text = "'" + operator.symbol() + "' cannot work with " + named(a) + " and " + named(b);
    if ((a == TEXT && b == DATETIME) || (a == DATETIME && b == TEXT)) {
      return text + "; write date(x) for the text";
    }
    if ((a == TEXT && b == NUMBER) || (a == NUMBER && b == TEXT)) {
      return operator == Operator.ADD
          ? text + "; write text(x) to join texts or number(x) to add numbers"
          : text + "; write number(x) for the text";
    }
    return text;
  }

  /** The kind with an article, for messages. */
  static String named(VariableType kind) {
    return switch (kind) {
      case TEXT, DATE, TIME, EMAIL, PHONE, URL -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case DATETIME -> "a date and time";
      case LIST -> "a list";
      case LOCATION, MEDIA, OBJECT -> "an object";
      case ANY -> "a value";
    };
  }
}
