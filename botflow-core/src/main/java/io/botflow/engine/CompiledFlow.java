package io.botflow.engine;

import io.botflow.message.ChannelLimits;
import io.botflow.node.NodeTypes;
import io.botflow.spi.FlowVersion;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The only thing that runs: a flow whose every expression is compiled and every edge leads
 * somewhere.
 */
public final class CompiledFlow {
  private CompiledFlow() {}

  /**
   * Compiles and analyses a flow.
   *
   * @param knownFlows tells which flow ids can be called; null where nobody can tell yet
   */
  public static Compilation compile(
      FlowVersion version,
      NodeTypes types,
      ChannelLimits limits,
      @Nullable Predicate<String> knownFlows) {
    throw new IllegalStateException();
  }
}
