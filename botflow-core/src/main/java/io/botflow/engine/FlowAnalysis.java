package io.botflow.engine;

import io.botflow.flow.Flow;
import io.botflow.flow.FlowProblem;
import io.botflow.flow.Node;
import io.botflow.flow.ProblemCode;
import io.botflow.flow.Severity;
import io.botflow.flow.VariableType;
import io.botflow.message.ChannelLimits;
import io.botflow.node.Port;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks at a flow as a whole: what can be reached, what leads nowhere, what goes round for ever.
 */
final class FlowAnalysis {
  private final Flow flow;
  private final Map<String, Node> nodes;
  private final Map<String, Step<?>> steps;
  private final List<Entry> entries;
  private final List<FlowProblem> problems;

  FlowAnalysis(
      Flow flow,
      Map<String, Node> nodes,
      Map<String, Step<?>> steps,
      List<Entry> entries,
      Map<String, VariableType> variables,
      Reads reads,
      ChannelLimits limits,
      List<FlowProblem> problems) {
    this.flow = flow;
    this.nodes = nodes;
    this.steps = steps;
    this.entries = entries;
    this.problems = problems;
  }

  void run() {
    if (entries.isEmpty()) {
      problems.add(
          new FlowProblem(
              ProblemCode.NO_TRIGGER,
              "/nodes",
              "Add a trigger: it says which messages start this flow.",
              null));
    }
    unwiredPorts();
    if (problems.stream().noneMatch(problem -> problem.severity() == Severity.ERROR)) {
      unreachable();
    }
    cycles();
  }

  private void unwiredPorts() {
    for (Step<?> step : steps.values()) {
      for (Port port : ports(step)) {
        if (port.required() && step.target(port.name()) == null && !covered(step, port)) {
          report(
              ProblemCode.PORT_UNWIRED,
              step,
              "Nothing follows \""
                  + port.name()
                  + "\": customers who come here get no answer. Draw an edge, if only to an end.");
        }
      }
    }
  }

  private static boolean covered(Step<?> step, Port port) {
    return !port.unless().isEmpty()
        && port.unless().stream().allMatch(other -> step.target(other) != null);
  }

  private static <C> List<Port> ports(Step<C> step) {
    return step.type().ports(step.config());
  }

  private void unreachable() {
    Set<String> reached = new HashSet<>();
    Deque<Step<?>> open = new ArrayDeque<>();
    entries.forEach(entry -> open.add(entry.step()));
    while (!open.isEmpty()) {
      Step<?> step = open.pop();
      if (reached.add(step.id())) {
        for (Step<?> target : step.targets()) {
          if (target != null) {
            open.push(target);
          }
        }
      }
    }
    for (Step<?> step : steps.values()) {
      if (!reached.contains(step.id()) && step.ports().length + incoming(step) > 0) {
        report(ProblemCode.UNREACHABLE, step, "No path from a trigger leads here.");
      }
    }
  }

  /** A step with neither ways in nor ways out is a note, or an end that is not used yet. */
  private long incoming(Step<?> step) {
    return flow.edges().stream().filter(edge -> edge.target().equals(step.id())).count();
  }

  private void cycles() {
    Set<String> done = new HashSet<>();
    for (Step<?> step : steps.values()) {
      if (!ModelPaths.waits(step)) {
        walk(step, new ArrayList<>(), new HashSet<>(), done);
      }
    }
  }

  /** Depth first over steps that do not wait; iterative, since a chain may be a thousand long. */
  private void walk(Step<?> start, List<String> path, Set<String> onPath, Set<String> done) {
    if (done.contains(start.id())) {
      return;
    }
    Deque<Walk> stack = new ArrayDeque<>();
    stack.push(new Walk(start));
    path.add(start.id());
    onPath.add(start.id());
    while (!stack.isEmpty()) {
      Walk top = stack.peek();
      Step<?> next = top.next();
      if (next == null) {
        stack.pop();
        path.remove(path.size() - 1);
        onPath.remove(top.step.id());
        done.add(top.step.id());
      } else if (onPath.contains(next.id())) {
        List<String> cycle = new ArrayList<>(path.subList(path.indexOf(next.id()), path.size()));
        cycle.add(next.id());
        report(
            ProblemCode.CYCLE_WITHOUT_WAIT,
            next,
            "The flow goes round without ever waiting: " + String.join(" \u2192 ", cycle) + ".");
      } else if (!done.contains(next.id()) && !ModelPaths.waits(next)) {
        stack.push(new Walk(next));
        path.add(next.id());
        onPath.add(next.id());
      }
    }
  }

  private static final class Walk {
    private final Step<?> step;
    private int at;

    Walk(Step<?> step) {
      this.step = step;
    }

    @org.jspecify.annotations.Nullable
    Step<?> next() {
      while (at < step.targets().length) {
        Step<?> target = step.targets()[at++];
        if (target != null) {
          return target;
        }
      }
      return null;
    }
  }

  private void report(ProblemCode code, Step<?> step, String text) {
    Node node = nodes.get(step.id());
    String pointer = node == null ? "/nodes" : "/nodes/" + node.index();
    problems.add(new FlowProblem(code, pointer, text, step.id()));
  }
}
