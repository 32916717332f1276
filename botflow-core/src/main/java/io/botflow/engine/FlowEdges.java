package io.botflow.engine;

import io.botflow.flow.Edge;
import io.botflow.flow.Flow;
import io.botflow.flow.FlowProblem;
import io.botflow.flow.Node;
import io.botflow.flow.ProblemCode;
import io.botflow.node.Words;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Connects the steps as the edges say. */
final class FlowEdges {
  private final Flow flow;
  private final Map<String, Node> nodes;
  private final Map<String, Step<?>> steps;
  private final List<FlowProblem> problems;

  FlowEdges(
      Flow flow, Map<String, Node> nodes, Map<String, Step<?>> steps, List<FlowProblem> problems) {
    this.flow = flow;
    this.nodes = nodes;
    this.steps = steps;
    this.problems = problems;
  }

  void connect() {
    Set<String> ids = new HashSet<>();
    for (Edge edge : flow.edges()) {
      if (!ids.add(edge.id())) {
        report(
            ProblemCode.DUPLICATE_ID, edge, "/id", "Another edge is called \"" + edge.id() + "\".");
      }
      boolean source = present(edge, "source", edge.source());
      boolean target = present(edge, "target", edge.target());
      if (source && target) {
        connect(edge);
      }
    }
  }

  private boolean present(Edge edge, String end, String id) {
    if (nodes.containsKey(id)) {
      return true;
    }
    report(
        ProblemCode.DANGLING_EDGE,
        edge,
        "/" + end,
        "The edge's " + end + " \"" + id + "\" is no node of this flow.");
    return false;
  }

  private void connect(Edge edge) {
    Step<?> source = steps.get(edge.source());
    Step<?> target = steps.get(edge.target());
    if (source == null || target == null) {
      return; // Its settings or type are wrong, which is reported already.
    }
    String port = port(source, edge.port());
    if (port == null) {
      report(
          ProblemCode.UNKNOWN_PORT,
          edge,
          "/sourceHandle",
          source.ports().length == 0
              ? "\"" + edge.source() + "\" has no way out."
              : "\""
                  + edge.source()
                  + "\" has no port \""
                  + edge.port()
                  + "\"; it has "
                  + String.join(", ", source.ports())
                  + ".");
    } else if (source.target(port) != null) {
      report(
          ProblemCode.PORT_TAKEN,
          edge,
          "/sourceHandle",
          "Another edge leaves \"" + edge.source() + "\" by \"" + port + "\" already.");
    } else {
      source.connect(port, target);
    }
  }

  /** The port of that name; in documents of the plan a label in the author's own spelling. */
  private static @Nullable String port(Step<?> source, @Nullable String name) {
    if (name == null) {
      return source.ports().length == 0 ? null : source.ports()[0];
    }
    for (String port : source.ports()) {
      if (port.equals(name)) {
        return port;
      }
    }
    String plain = Words.plain(name);
    for (String port : source.ports()) {
      if (Words.plain(port.replace('_', ' ')).equals(plain)) {
        return port;
      }
    }
    return null;
  }

  private void report(ProblemCode code, Edge edge, String within, String text) {
    String node = nodes.containsKey(edge.source()) ? edge.source() : null;
    problems.add(new FlowProblem(code, "/edges/" + edge.index() + within, text, node));
  }
}
