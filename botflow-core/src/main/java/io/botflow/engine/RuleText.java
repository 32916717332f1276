package io.botflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.expression.Expressions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a rule that an author clicked together, {@code {"variable": "age", "operator": ">=",
 * "value": 18}} or {@code {"all": [rules]}} or {@code {"any": [rules]}}, into the expression that
 * it means.
 */
final class RuleText {
  /** The operators that an editor offers; their signs are read as well. */
  static final List<String> OPERATORS =
      List.of(
          "equals",
          "not_equals",
          "greater",
          "greater_or_equal",
          "less",
          "less_or_equal",
          "contains",
          "not_contains",
          "starts_with",
          "ends_with",
          "matches",
          "in",
          "is_set",
          "is_empty",
          "==",
          "!=",
          ">",
          ">=",
          "<",
          "<=",
          "is",
          "is_not");

  private RuleText() {}

  /** The expression, or null where the rule is none. */
  static @Nullable String of(JsonNode rule) {
    if (rule.path("all").isArray()) {
      return joined(rule.get("all"), " && ");
    }
    if (rule.path("any").isArray()) {
      return joined(rule.get("any"), " || ");
    }
    String variable = rule.path("variable").asText("");
    if (variable.isBlank()) {
      return null;
    }
    JsonNode value = rule.path("value");
    String literal = literal(value);
    return switch (rule.path("operator").asText("equals")) {
      case "equals", "==", "is" -> variable + " == " + literal;
      case "not_equals", "!=", "is_not" -> variable + " != " + literal;
      case "greater", ">" -> variable + " > " + literal;
      case "greater_or_equal", ">=" -> variable + " >= " + literal;
      case "less", "<" -> variable + " < " + literal;
      case "less_or_equal", "<=" -> variable + " <= " + literal;
      case "contains" -> "lower(text(" + variable + ")).contains(lower(" + literal + "))";
      case "not_contains" -> "!lower(text(" + variable + ")).contains(lower(" + literal + "))";
      case "starts_with" -> "lower(text(" + variable + ")).startsWith(lower(" + literal + "))";
      case "ends_with" -> "lower(text(" + variable + ")).endsWith(lower(" + literal + "))";
      case "matches" -> "text(" + variable + ").matches(" + literal + ")";
      case "in" -> variable + " in " + literal;
      case "is_set" -> variable + " != null";
      case "is_empty" -> variable + " == null || text(" + variable + ") == \"\"";
      default -> null;
    };
  }

  private static @Nullable String joined(JsonNode rules, String operator) {
    List<String> parts = new ArrayList<>();
    for (JsonNode rule : rules) {
      String part = of(rule);
      if (part == null) {
        return null;
      }
      parts.add("(" + part + ")");
    }
    return parts.isEmpty() ? null : String.join(operator, parts);
  }

  private static String literal(JsonNode value) {
    if (value.isTextual()) {
      // What an author typed as a value is never part of the expression.
      return Expressions.literal(value.textValue());
    }
    if (value.isArray()) {
      List<String> elements = new ArrayList<>();
      value.forEach(element -> elements.add(literal(element)));
      return "[" + String.join(", ", elements) + "]";
    }
    return value.isMissingNode() ? "null" : value.toString();
  }
}
