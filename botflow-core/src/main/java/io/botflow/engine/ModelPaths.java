package io.botflow.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * Finds the steps after which a model reads what the customer wrote, before anything waits again.
 */
final class ModelPaths {
  private ModelPaths() {}

  static void mark(FlowGraph graph) {
    List<List<Integer>> before = new ArrayList<>();
    for (int i = 0; i < graph.size(); i++) {
      before.add(new ArrayList<>(2));
    }
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < graph.size(); i++) {
      for (FlowGraph.Arc arc : graph.out(i)) {
        before.get(arc.to()).add(i);
      }
      Step<?> step = graph.step(i);
      if (step != null && step.type().asksModel()) {
        open.push(i);
      }
    }
    BitSet marked = new BitSet(graph.size());
    while (!open.isEmpty()) {
      for (int place : before.get(open.pop())) {
        Step<?> step = graph.step(place);
        if (step != null && !marked.get(place)) {
          marked.set(place);
          step.handsToModel(true);
          if (!waits(step)) {
            open.push(place);
          }
        }
      }
    }
  }

  static <C> boolean waits(Step<C> step) {
    return step.type().waits(step.config());
  }
}
