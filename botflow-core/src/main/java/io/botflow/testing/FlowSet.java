package io.botflow.testing;

import io.botflow.engine.CompiledFlow;
import io.botflow.engine.FlowLibrary;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The flow that a conversation begins with and those that it may call. Immutable.
 *
 * @param main the flow that a first message meets
 * @param others the flows that {@code flow} nodes may name
 */
public record FlowSet(CompiledFlow main, List<CompiledFlow> others) implements FlowLibrary {
  public FlowSet {
    others = List.copyOf(others);
  }

  /** A flow that calls no other. */
  public static FlowSet of(CompiledFlow main) {
    return new FlowSet(main, List.of());
  }

  @Override
  public @Nullable CompiledFlow version(UUID organization, String version) {
    if (main.version().equals(version)) {
      return main;
    }
    for (CompiledFlow other : others) {
      if (other.version().equals(version)) {
        return other;
      }
    }
    return null;
  }

  @Override
  public @Nullable CompiledFlow flow(UUID organization, String flowId) {
    return flow(flowId);
  }

  /** The flow of that id; null where it is none of these. */
  public @Nullable CompiledFlow flow(String flowId) {
    if (main.id().equals(flowId)) {
      return main;
    }
    for (CompiledFlow other : others) {
      if (other.id().equals(flowId)) {
        return other;
      }
    }
    return null;
  }
}
