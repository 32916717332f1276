package io.botflow.expression;

import io.botflow.flow.VariableType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes random sources within CEL's own definition, of a wanted kind, and values for them. */
final class RandomSource {
  static final Map<String, VariableType> TYPES =
      Map.ofEntries(
          Map.entry("word", VariableType.TEXT),
          Map.entry("line", VariableType.TEXT),
          Map.entry("whole", VariableType.NUMBER),
          Map.entry("other", VariableType.NUMBER),
          Map.entry("decimal", VariableType.NUMBER),
          Map.entry("yes", VariableType.BOOLEAN),
          Map.entry("numbers", VariableType.LIST),
          Map.entry("words", VariableType.LIST),
          Map.entry("object", VariableType.OBJECT),
          Map.entry("anything", VariableType.ANY),
          Map.entry("time", VariableType.DATETIME));

  private static final List<@Nullable Object> ANYTHING = new ArrayList<>();

  static {
    ANYTHING.add(null);
    ANYTHING.addAll(List.of("a", "", 1L, 2L, 1.0, -0.5, true, List.of(1L, "a"), Map.of("a", 1L)));
  }

  private final Random random;

  RandomSource(Random random) {
    this.random = random;
  }

  static Map<String, @Nullable Object> values(Random random) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("word", pick(random, "a", "abc", "Zoë", "", "\uD83D\uDE00x"));
    values.put("line", random.nextInt(4) == 0 ? null : pick(random, "abc abc", "b", "line\ntwo"));
    values.put("whole", pick(random, 0L, 1L, 2L, -7L, Long.MAX_VALUE, Long.MIN_VALUE));
    values.put("other", random.nextInt(4) == 0 ? null : pick(random, 1L, 3L, 10L));
    values.put("decimal", pick(random, 0.0, 1.0, 2.5, -0.0, 1e300));
    values.put("yes", random.nextInt(4) == 0 ? null : (Object) random.nextBoolean());
    values.put("numbers", pick(random, List.of(), List.of(1L, 2L, 3L), List.of(2L, -1L)));
    values.put("words", pick(random, List.of("a", "b"), List.of(), List.of("abc")));
    values.put(
        "object",
        pick(
            random,
            Map.of("a", 1L, "b", Map.of("c", "x")),
            Map.of("a", "text", "list", List.of(1L, 2L)),
            Map.of()));
    values.put("anything", ANYTHING.get(random.nextInt(ANYTHING.size())));
    values.put("time", pick(random, Samples.NOW, Instant.parse("2026-04-01T08:00:00Z")));
    return values;
  }

  String any(int depth) {
    return switch (random.nextInt(6)) {
      case 0 -> whole(depth);
      case 1 -> decimal(depth);
      case 2 -> text(depth);
      case 3 -> list(depth);
      default -> condition(depth);
    };
  }

  String condition(int depth) {
    if (depth == 0) {
      return pick(random, "yes", "true", "false", "anything == null", "has(object.a)");
    }
    int less = depth - 1;
    return switch (random.nextInt(18)) {
      case 0, 1 -> condition(less) + " && " + condition(less);
      case 2, 3 -> condition(less) + " || " + condition(less);
      case 4 -> "!(" + condition(less) + ")";
      case 5 -> "(" + condition(less) + " ? " + condition(less) + " : " + condition(less) + ")";
      case 6 -> whole(less) + relation() + whole(less);
      case 7 -> decimal(less) + relation() + decimal(less);
      case 8 ->
          pick(random, "whole", "other", "anything")
              + relation()
              + pick(random, "decimal", "anything");
      case 9 -> text(less) + relation() + text(less);
      case 10 -> list(less) + pick(random, " == ", " != ") + list(less);
      case 11 ->
          text(less) + pick(random, ".startsWith(", ".endsWith(", ".contains(") + text(less) + ")";
      case 12 -> text(less) + ".matches(" + pick(random, "'^a'", "'b+'", "'[a-z]*$'", "''") + ")";
      case 13 -> whole(less) + " in " + list(less);
      case 14 -> text(less) + " in object";
      case 15 ->
          list(less)
              + pick(random, ".all(i, ", ".exists(i, ", ".exists_one(i, ")
              + pick(random, "i > 1", "i == anything", "i == 'a' || yes", "i > whole")
              + ")";
      case 16 ->
          "anything "
              + pick(random, "==", "!=")
              + " "
              + pick(random, "object", "object.a", "null", "numbers");
      default ->
          pick(
              random,
              "time < now",
              "now - time > duration('1h')",
              "time == now",
              "object == object",
              "has(object.b.c)");
    };
  }

  String whole(int depth) {
    if (depth == 0) {
      return pick(random, "0", "1", "-3", "42", "whole", "other", "object.a");
    }
    int less = depth - 1;
    return switch (random.nextInt(8)) {
      case 0 ->
          "(" + whole(less) + pick(random, " + ", " - ", " * ", " / ", " % ") + wholeOnly() + ")";
      case 1 -> "size(" + text(less) + ")";
      case 2 -> list(less) + ".size()";
      case 3 -> "numbers[" + wholeOnly() + "]";
      case 4 -> "-whole";
      case 5 -> "int('" + random.nextInt(100) + "')";
      case 6 -> "(" + condition(less) + " ? " + whole(less) + " : " + whole(less) + ")";
      default -> whole(0);
    };
  }

  private String wholeOnly() {
    return pick(random, "0", "1", "2", "whole", "other");
  }

  String decimal(int depth) {
    return depth == 0
        ? pick(random, "0.0", "1.5", "-2.25", "1e3", "decimal")
        : switch (random.nextInt(3)) {
          case 0 ->
              "("
                  + decimal(depth - 1)
                  + pick(random, " + ", " - ", " * ", " / ")
                  + decimal(depth - 1)
                  + ")";
          case 1 -> "double('1.25')";
          default -> decimal(0);
        };
  }

  String text(int depth) {
    if (depth == 0) {
      return pick(
          random, "'a'", "\"abc\"", "''", "'\\n\\\"'", "word", "line", "object.b.c", "words[0]");
    }
    int less = depth - 1;
    return switch (random.nextInt(5)) {
      case 0, 1 -> "(" + text(less) + " + " + text(less) + ")";
      case 2 -> "(" + condition(less) + " ? " + text(less) + " : " + text(less) + ")";
      case 3 -> "string(" + pick(random, "whole", "'x'", "yes", "7") + ")";
      default -> text(0);
    };
  }

  String list(int depth) {
    if (depth == 0) {
      return pick(random, "numbers", "words", "[]", "[1, 2]", "object.list", "['a', 1, null]");
    }
    int less = depth - 1;
    return switch (random.nextInt(6)) {
      // No conditions: CEL's runtime lets a failed && or || pass unseen as a list's element.
      case 0 -> "[" + whole(0) + ", " + text(0) + ", " + decimal(less) + "]";
      case 1 -> "(" + list(less) + " + " + list(less) + ")";
      case 2 ->
          list(less)
              + ".map(i, "
              + pick(random, "i", "[i, 1]", "[i] + [1]", "i == 1", "words.map(j, [i, j])")
              + ")";
      case 3 ->
          list(less) + ".filter(i, " + pick(random, "i != 1", "i > 1", "yes", "i in words") + ")";
      case 4 -> "[{'k': " + decimal(less) + ", 'l': " + text(0) + "}]";
      default -> list(0);
    };
  }

  private String relation() {
    return pick(random, " == ", " != ", " < ", " <= ", " > ", " >= ");
  }

  @SafeVarargs
  private static <T> T pick(Random random, T... options) {
    return options[random.nextInt(options.length)];
  }
}
