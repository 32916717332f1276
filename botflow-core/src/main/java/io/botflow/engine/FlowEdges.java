package io.botflow.engine;

import io.botflow.flow.Edge;
import io.botflow.flow.Flow;
import io.botflow.flow.FlowProblem;
import io.botflow.flow.Node;
import io.botflow.flow.ProblemCode;
import io.botflow.node.NoteNode;
import io.botflow.node.Words;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Connects the steps as the edges say, past nodes that their author switched off. */
final class FlowEdges {
  private final Flow flow;
  private final Map<String, Node> nodes;
  private final Function<Node, String> firstPort;
  private final FlowGraph graph;
  private final List<FlowProblem> problems;

  /** Where a disabled node leads. */
  private final Map<String, String> passes = new HashMap<>();

  /**
   * @param nodes all nodes by id, disabled ones included
   * @param firstPort the name of a node's usual way out
   */
  FlowEdges(
      Flow flow,
      Map<String, Node> nodes,
      Function<Node, String> firstPort,
      FlowGraph graph,
      List<FlowProblem> problems) {
    this.flow = flow;
    this.nodes = nodes;
    this.firstPort = firstPort;
    this.graph = graph;
    this.problems = problems;
  }

  void connect() {
    Set<String> ids = new HashSet<>();
    for (Edge edge : flow.edges()) {
      if (!ids.add(edge.id())) {
        report(
            ProblemCode.DUPLICATE_ID, edge, "/id", "Another edge is called \"" + edge.id() + "\".");
      }
      Node source = nodes.get(edge.source());
      if (source != null && source.disabled() && isFirst(edge, source)) {
        passes.putIfAbsent(source.id(), edge.target());
      }
    }
    for (Edge edge : flow.edges()) {
      boolean source = present(edge, "source", edge.source());
      boolean target = present(edge, "target", edge.target());
      Integer from = graph.place(edge.source());
      if (source && from != null) {
        connect(edge, from, target ? beyond(edge.target()) : null);
      }
    }
  }

  private boolean isFirst(Edge edge, Node source) {
    return edge.port() == null || same(edge.port(), firstPort.apply(source));
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

  /** The node itself, or the next one that is not disabled; null where nothing follows. */
  private @Nullable Integer beyond(String id) {
    Set<String> passed = new HashSet<>();
    String next = id;
    while (next != null && passed.add(next)) {
      Integer place = graph.place(next);
      if (place != null) {
        return place;
      }
      next = passes.get(next);
    }
    return null;
  }

  private void connect(Edge edge, int from, @Nullable Integer to) {
    Step<?> source = graph.step(from);
    if (source == null) {
      if (to != null) {
        graph.draw(from, null, to);
      }
      return;
    }
    String port = port(source, edge.port());
    if (port == null) {
      report(
          ProblemCode.UNKNOWN_PORT,
          edge,
          handle(edge),
          source.ports().length == 0
              ? "\"" + edge.source() + "\" has no way out."
              : "\""
                  + edge.source()
                  + "\" has no port \""
                  + edge.port()
                  + "\"; it has "
                  + String.join(", ", source.ports())
                  + ".");
      return;
    }
    if (to == null) {
      if (!nodes.containsKey(edge.target())) {
        graph.markDrawn(from, port);
      }
      return;
    }
    if (!graph.draw(from, port, to)) {
      report(
          ProblemCode.PORT_TAKEN,
          edge,
          handle(edge),
          "Another edge leaves \"" + edge.source() + "\" by \"" + port + "\" already.");
      return;
    }
    Step<?> target = graph.step(to);
    if (target != null && target.type() instanceof NoteNode) {
      report(
          ProblemCode.DANGLING_EDGE,
          edge,
          "/target",
          "\"" + target.id() + "\" is a note: it is for readers, and no conversation goes there.");
    } else if (target != null) {
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
    for (String port : source.ports()) {
      if (same(name, port)) {
        return port;
      }
    }
    return null;
  }

  private static boolean same(String name, String port) {
    String plain = Words.plain(name.replace('_', ' '));
    return name.equals(port)
        || (!plain.isEmpty() && plain.equals(Words.plain(port.replace('_', ' '))));
  }

  /** Where the document names the edge's port. */
  private static String handle(Edge edge) {
    if (edge.port() == null) {
      return "/source";
    }
    return edge.port().equals(edge.document().path("sourceHandle").asText())
        ? "/sourceHandle"
        : "/label";
  }

  private void report(ProblemCode code, Edge edge, String within, String text) {
    String node = nodes.containsKey(edge.source()) ? edge.source() : null;
    problems.add(new FlowProblem(code, "/edges/" + edge.index() + within, text, node));
  }
}
