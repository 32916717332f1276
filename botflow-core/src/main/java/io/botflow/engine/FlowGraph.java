package io.botflow.engine;

import io.botflow.flow.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A flow as drawn, for the analysis: its enabled nodes by place, and the ways between them. A node
 * whose settings cannot be read is there without a step, so that what it hides is not reported as
 * missing.
 */
final class FlowGraph {

  /**
   * A way from a node to another.
   *
   * @param port null where the source's ports are not known
   */
  record Arc(int from, @Nullable String port, int to) {}

  private final List<Node> nodes;
  private final @Nullable Step<?>[] steps;
  private final Map<String, Integer> places = new HashMap<>();
  private final List<List<Arc>> out;
  private final List<Set<String>> drawn;

  FlowGraph(Collection<Node> nodes, Map<String, Step<?>> steps) {
    this.nodes = List.copyOf(nodes);
    this.steps = new Step<?>[this.nodes.size()];
    this.out = new ArrayList<>(this.nodes.size());
    this.drawn = new ArrayList<>(this.nodes.size());
    for (int i = 0; i < this.nodes.size(); i++) {
      String id = this.nodes.get(i).id();
      places.put(id, i);
      this.steps[i] = steps.get(id);
      out.add(new ArrayList<>(2));
      drawn.add(new HashSet<>(4));
    }
  }

  int size() {
    return nodes.size();
  }

  Node node(int place) {
    return nodes.get(place);
  }

  /** The step of a node; null where its type or settings are wrong. */
  @Nullable Step<?> step(int place) {
    return steps[place];
  }

  /** The place of an enabled node; null where there is none of this id. */
  @Nullable Integer place(String id) {
    return places.get(id);
  }

  /** Draws a way; false where another one leaves by the same port. */
  boolean draw(int from, @Nullable String port, int to) {
    if (port != null && !drawn.get(from).add(port)) {
      return false;
    }
    out.get(from).add(new Arc(from, port, to));
    return true;
  }

  /** Marks a port whose edge leads astray, which is a problem of its own. */
  void markDrawn(int from, String port) {
    drawn.get(from).add(port);
  }

  boolean isDrawn(int from, String port) {
    return drawn.get(from).contains(port);
  }

  List<Arc> out(int place) {
    return out.get(place);
  }

  /** All places that can be reached from some, these included. */
  BitSet reachable(Collection<Integer> starts) {
    BitSet reached = new BitSet(size());
    Deque<Integer> open = new ArrayDeque<>(starts);
    while (!open.isEmpty()) {
      int place = open.pop();
      if (!reached.get(place)) {
        reached.set(place);
        out.get(place).forEach(arc -> open.push(arc.to()));
      }
    }
    return reached;
  }
}
