package io.botflow.expression;

import io.botflow.expression.Evaluated.Failed;
import io.botflow.flow.VariableType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** CEL's loops ({@code all}, {@code exists}, {@code exists_one}, {@code map}, {@code filter}). */
sealed interface Loop extends Form {

  /** A variable of a loop, by its place in the evaluation's slots. */
  record Local(int slot, VariableType type) implements Loop {
    @Override
    public @Nullable Object evaluate(Evaluation evaluation) {
      return slots(evaluation)[slot];
    }
  }

  /**
   * Adds to the list that a loop collects, which CEL writes as {@code result + [element]}. The list
   * belongs to the loop alone until it ends, so it grows in place instead of being copied.
   */
  record Append(int slot, Form.ListOf added) implements Loop {
    @Override
    @SuppressWarnings("unchecked") // the fold put its own list there
    public @Nullable Object evaluate(Evaluation evaluation) {
      Object collected = slots(evaluation)[slot];
      if (!(collected instanceof List)) {
        return collected;
      }
      Failed failed = added.addTo((List<@Nullable Object>) collected, evaluation);
      return failed == null ? collected : failed;
    }

    @Override
    public VariableType type() {
      return VariableType.LIST;
    }
  }

  /**
   * A loop over a list's elements or a map's keys.
   *
   * @param nodes the nodes that one round evaluates at most, for the work bound
   * @param slotCount how many slots the evaluation needs for this loop and those around it
   */
  record Fold(
      Form range,
      int elementSlot,
      int resultSlot,
      Form start,
      Form goesOn,
      Form step,
      Form result,
      int nodes,
      int slotCount,
      VariableType type)
      implements Loop {
    @Override
    public @Nullable Object evaluate(Evaluation evaluation) {
      Object over = range.evaluate(evaluation);
      Iterable<?> elements;
      if (over instanceof List<?> list) {
        elements = list;
      } else if (over instanceof Map<?, ?> map) {
        elements = map.keySet();
      } else {
        return over instanceof Failed
            ? over
            : new Failed("This needs a list, not " + Values.describe(over));
      }
      Object collected = start.evaluate(evaluation);
      @Nullable Object[] slots = room(evaluation, slotCount);
      slots[resultSlot] =
          collected instanceof List<?> list ? new ArrayList<@Nullable Object>(list) : collected;
      for (Object element : elements) {
        Failed spent = evaluation.round(nodes);
        if (spent != null) {
          return spent;
        }
        // A failed condition goes on: CEL's @not_strictly_false forgives what a later round
        // decides.
        if (Boolean.FALSE.equals(goesOn.evaluate(evaluation))) {
          break;
        }
        slots[elementSlot] = Values.plain(element);
        slots[resultSlot] = step.evaluate(evaluation);
      }
      return result.evaluate(evaluation);
    }
  }

  private static @Nullable Object[] slots(Evaluation evaluation) {
    @Nullable Object[] slots = evaluation.slots;
    if (slots == null) {
      throw new IllegalStateException("A loop variable was read outside of its loop");
    }
    return slots;
  }

  private static @Nullable Object[] room(Evaluation evaluation, int count) {
    @Nullable Object[] slots = evaluation.slots;
    if (slots == null) {
      slots = new @Nullable Object[ExpressionLimits.DEPTH * 2];
      evaluation.slots = slots;
    }
    if (count > slots.length) {
      throw new IllegalStateException("A loop is deeper than the bound of nesting");
    }
    return slots;
  }
}
