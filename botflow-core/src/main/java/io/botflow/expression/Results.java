package io.botflow.expression;

import io.botflow.expression.Evaluated.Failed;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what leaves an evaluation. A small expression can make a list whose parts are one list
 * many times over, which takes no memory until somebody walks it; such a list must not leave.
 */
final class Results {

  private Results() {}

  /** Whether the value is a list or an object that the form made, not one that the scope holds. */
  static boolean isMade(Form form, @Nullable Object value) {
    return (value instanceof List || value instanceof Map)
        && !(form instanceof Form.Name
            || form instanceof Form.Select
            || form instanceof Form.Index);
  }

  /** The value, unmodifiable, or {@link Failed} when walking it takes too much work. */
  static @Nullable Object bounded(Evaluation evaluation, @Nullable Object value) {
    Failed failed = walk(evaluation, value, 0);
    if (failed != null) {
      return failed;
    }
    return value instanceof List<?> list
        ? Collections.unmodifiableList(list)
        : value instanceof Map<?, ?> map ? Collections.unmodifiableMap(map) : value;
  }

  private static @Nullable Failed walk(Evaluation evaluation, @Nullable Object value, int depth) {
    if (depth > ExpressionLimits.VALUE_DEPTH) {
      return new Failed("These lists are nested too deeply");
    }
    Iterable<?> parts;
    if (value instanceof List<?> list) {
      parts = list;
    } else if (value instanceof Map<?, ?> map) {
      parts = map.values();
    } else {
      return evaluation.spend(
          ExpressionLimits.ELEMENT_WORK + (value instanceof String text ? text.length() : 0));
    }
    for (Object part : parts) {
      Failed failed = walk(evaluation, part, depth + 1);
      if (failed != null) {
        return failed;
      }
    }
    return evaluation.spend(ExpressionLimits.ELEMENT_WORK);
  }
}
