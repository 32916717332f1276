package io.botflow.engine;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds the steps after which a model reads what the customer wrote, before anything waits again.
 */
final class ModelPaths {
  private ModelPaths() {}

  static void mark(Collection<Step<?>> steps) {
    for (Step<?> step : steps) {
      step.handsToModel(leadsToModel(step, new HashSet<>()));
    }
  }

  private static boolean leadsToModel(Step<?> from, Set<String> seen) {
    for (Step<?> target : from.targets()) {
      if (target != null && seen.add(target.id())) {
        if (target.type().asksModel() || (!waits(target) && leadsToModel(target, seen))) {
          return true;
        }
      }
    }
    return false;
  }

  static <C> boolean waits(Step<C> step) {
    return step.type().waits(step.config());
  }
}
