package io.botflow.expression;

import io.botflow.flow.VariableType;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One flow's variables and one contact's values, for all tests of expressions. */
final class Samples {
  static final Instant NOW = Instant.parse("2026-03-31T09:30:00Z");

  static final Map<String, VariableType> DECLARED =
      Map.ofEntries(
          Map.entry("name", VariableType.TEXT),
          Map.entry("unset", VariableType.TEXT),
          Map.entry("order_number", VariableType.TEXT),
          Map.entry("count", VariableType.NUMBER),
          Map.entry("price", VariableType.NUMBER),
          Map.entry("missing_number", VariableType.NUMBER),
          Map.entry("agreed", VariableType.BOOLEAN),
          Map.entry("birthday", VariableType.DATE),
          Map.entry("slot", VariableType.TIME),
          Map.entry("appointment", VariableType.DATETIME),
          Map.entry("email", VariableType.EMAIL),
          Map.entry("items", VariableType.LIST),
          Map.entry("tags", VariableType.LIST),
          Map.entry("address", VariableType.OBJECT),
          Map.entry("anything", VariableType.ANY));

  static final Expressions EXPRESSIONS = new Expressions(DECLARED);

  private Samples() {}

  static Map<String, @Nullable Object> values() {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("name", "Ada");
    values.put("order_number", "A-1042");
    values.put("count", 3L);
    values.put("price", 2.5);
    values.put("agreed", true);
    values.put("birthday", "2000-02-29");
    values.put("slot", "14:30");
    values.put("appointment", Instant.parse("2026-04-01T08:00:00Z"));
    values.put("email", "ada@example.org");
    values.put("items", List.of(Map.of("sku", "tea", "qty", 2L), Map.of("sku", "milk", "qty", 5)));
    values.put("tags", List.of("vip", "new"));
    values.put("address", Map.of("city", "Pune", "geo", Map.of("lat", 18.5)));
    values.put("contact", Map.of("name", "Ada Lovelace", "language", "en"));
    values.put("message", Map.of("text", "hello {{ name }} ${price}"));
    values.put("response", Map.of("status", 200, "body", Map.of("state", "shipped")));
    return values;
  }

  static ContactScope scope() {
    return new ContactScope(values(), Locale.US, ZoneId.of("UTC"));
  }

  static Evaluated evaluate(String source) {
    return evaluate(source, scope());
  }

  static Evaluated evaluate(String source, Scope scope) {
    return compiled(EXPRESSIONS.mapping(source)).evaluate(scope);
  }

  static String render(String source, Scope scope) {
    return compiled(EXPRESSIONS.template(source)).render(scope);
  }

  static <T> T compiled(Compiled<T> outcome) {
    return switch (outcome) {
      case Compiled.Ready<T> ready -> ready.compiled();
      case Compiled.Refused<T> refused -> throw new AssertionError(refused.problems().toString());
    };
  }

  static <T> List<ExpressionProblem> problems(Compiled<T> outcome) {
    return switch (outcome) {
      case Compiled.Ready<T> ready -> List.of();
      case Compiled.Refused<T> refused -> refused.problems();
    };
  }

  /** A scope that remembers which parts failed. */
  record ContactScope(
      Map<String, @Nullable Object> values, Locale locale, ZoneId zone, List<String> failures)
      implements Scope {
    ContactScope(Map<String, @Nullable Object> values, Locale locale, ZoneId zone) {
      this(values, locale, zone, new ArrayList<>());
    }

    @Override
    public @Nullable Object value(String name) {
      return values.get(name);
    }

    @Override
    public Instant now() {
      return NOW;
    }

    @Override
    public void failed(Expression part, Evaluated.Failed failure) {
      failures.add(part.source() + ": " + failure.text());
    }
  }
}
