package io.botflow.testing;

import io.botflow.engine.Compilation;
import io.botflow.engine.CompiledFlow;
import io.botflow.engine.Known;
import io.botflow.flow.Flow;
import io.botflow.flow.FlowProblem;
import io.botflow.flow.FlowReader;
import io.botflow.flow.Severity;
import io.botflow.message.ChannelLimits;
import io.botflow.node.NodeTypes;
import io.botflow.spi.FlowVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A flow document that was read and compiled, with all problems of its form and of its meaning.
 *
 * @param flow as authored; null only where the text is no JSON object
 * @param compiled null where at least one problem is an error
 */
public record CheckedFlow(
    @Nullable Flow flow, @Nullable CompiledFlow compiled, List<FlowProblem> problems) {
  public CheckedFlow {
    problems = List.copyOf(problems);
  }

  /**
   * Reads and compiles a document for {@link ChannelLimits#MESSENGER}.
   *
   * @param knownFlows tells which flow ids can be called; null where nobody can tell yet
   */
  public static CheckedFlow of(
      String text, NodeTypes types, @Nullable Predicate<String> knownFlows) {
    FlowReader.Reading reading = FlowReader.read(text);
    Flow flow = reading.flow();
    if (flow == null) {
      return new CheckedFlow(null, null, reading.problems());
    }
    Compilation compilation =
        CompiledFlow.compile(
            new FlowVersion(flow.id() + "@checked", flow),
            types,
            ChannelLimits.MESSENGER,
            knownFlows == null ? Known.NOTHING : Known.flows(knownFlows));
    List<FlowProblem> problems = new ArrayList<>(reading.problems());
    Set<String> seen = new HashSet<>();
    problems.forEach(problem -> seen.add(place(problem)));
    for (FlowProblem problem : compilation.problems()) {
      if (!seen.contains(place(problem))) {
        problems.add(problem);
      }
    }
    boolean runs = problems.stream().noneMatch(problem -> problem.severity() == Severity.ERROR);
    return new CheckedFlow(
        flow,
        runs && compilation instanceof Compilation.Ready ready ? ready.flow() : null,
        problems);
  }

  private static String place(FlowProblem problem) {
    return problem.code() + " " + problem.pointer();
  }
}
