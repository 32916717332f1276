package io.botflow.engine;

import io.botflow.flow.ProblemCode;
import io.botflow.node.FlowNode;
import io.botflow.node.HandoffNode;
import io.botflow.node.NoteNode;
import io.botflow.node.Port;
import io.botflow.node.TriggerNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/** What can be reached, what leads nowhere, what goes round for ever. */
final class Wiring {
  /** Beyond these an author has mended the first ones long ago. */
  private static final int MAX_CYCLES = 20;

  private static final int MAX_NAMES = 12;

  private static final String TRIGGER = new TriggerNode().name();

  private final FlowGraph graph;
  private final FlowAnalysis.Findings findings;

  Wiring(FlowGraph graph, FlowAnalysis.Findings findings) {
    this.graph = graph;
    this.findings = findings;
  }

  /** Reports, and gives the places that a trigger leads to. */
  BitSet run() {
    List<Integer> triggers = new ArrayList<>();
    for (int i = 0; i < graph.size(); i++) {
      if (graph.node(i).type().equals(TRIGGER)) {
        triggers.add(i);
      }
    }
    BitSet reached = graph.reachable(triggers);
    BitSet used = used(reached);
    if (triggers.isEmpty()) {
      findings.flow(
          ProblemCode.NO_TRIGGER,
          "/nodes",
          "Add a trigger: it says which messages start this flow.");
    } else {
      unreachable(reached, used);
      handoff(reached);
    }
    for (int i = 0; i < graph.size(); i++) {
      Step<?> step = graph.step(i);
      if (step != null && (reached.get(i) || !used.get(i))) {
        ports(i, step);
      }
    }
    cycles();
    return reached;
  }

  /** What nodes that are reached use without an edge. */
  private BitSet used(BitSet reached) {
    BitSet used = new BitSet(graph.size());
    for (int i = reached.nextSetBit(0); i >= 0; i = reached.nextSetBit(i + 1)) {
      Step<?> step = graph.step(i);
      for (String id : step == null ? List.<String>of() : uses(step)) {
        Integer place = graph.place(id);
        if (place != null) {
          used.set(place);
        }
      }
    }
    return used;
  }

  private static <C> List<String> uses(Step<C> step) {
    return step.type().uses(step.config());
  }

  private void unreachable(BitSet reached, BitSet used) {
    for (int i = 0; i < graph.size(); i++) {
      Step<?> step = graph.step(i);
      if (!reached.get(i) && !used.get(i) && !(step != null && step.type() instanceof NoteNode)) {
        findings.node(ProblemCode.UNREACHABLE, i, "No path from a trigger leads here.");
      }
    }
  }

  private void handoff(BitSet reached) {
    boolean person = false;
    for (int i = reached.nextSetBit(0); i >= 0; i = reached.nextSetBit(i + 1)) {
      Step<?> step = graph.step(i);
      person |= step == null || step.type() instanceof HandoffNode;
    }
    if (!person) {
      findings.flow(
          ProblemCode.NO_HANDOFF,
          "/nodes",
          "Customers cannot ask for a person: add a handoff, for example behind a keyword trigger"
              + " that interrupts.");
    }
  }

  private <C> void ports(int place, Step<C> step) {
    for (Port port : step.type().ports(step.config())) {
      if (graph.isDrawn(place, port.name())) {
        continue;
      }
      if (port.required() && !isCovered(place, port)) {
        findings.node(
            ProblemCode.PORT_UNWIRED,
            place,
            "Nothing follows \""
                + port.name()
                + "\": customers who come here get no answer. Draw an edge, if only to an end.");
      }
      if (port.name().equals(Port.ERROR) && !(step.type() instanceof FlowNode)) {
        findings.node(
            ProblemCode.NO_ERROR_PORT,
            place,
            "Nothing follows \"error\": where the other side fails, the flow's fallback answers.");
      }
    }
  }

  private boolean isCovered(int place, Port port) {
    return !port.unless().isEmpty()
        && port.unless().stream().allMatch(other -> graph.isDrawn(place, other));
  }

  /** Depth first over ways that do not wait; iterative, since a chain may be a thousand long. */
  private void cycles() {
    BitSet done = new BitSet(graph.size());
    int found = 0;
    for (int start = 0; start < graph.size() && found < MAX_CYCLES; start++) {
      if (!done.get(start)) {
        found += cyclesFrom(start, done, MAX_CYCLES - found);
      }
    }
  }

  private int cyclesFrom(int start, BitSet done, int most) {
    Deque<Walk> path = new ArrayDeque<>();
    BitSet onPath = new BitSet(graph.size());
    int found = 0;
    path.addLast(new Walk(start));
    onPath.set(start);
    while (!path.isEmpty()) {
      Walk top = path.getLast();
      List<FlowGraph.Arc> ways = graph.out(top.place);
      if (top.next == ways.size()) {
        path.removeLast();
        onPath.clear(top.place);
        done.set(top.place);
        continue;
      }
      FlowGraph.Arc way = ways.get(top.next++);
      if (waits(way)) {
        continue;
      }
      if (onPath.get(way.to())) {
        if (found++ < most) {
          report(path, way.to());
        }
      } else if (!done.get(way.to())) {
        path.addLast(new Walk(way.to()));
        onPath.set(way.to());
      }
    }
    return found;
  }

  /** A node that cannot be read may wait; better one problem less than a wrong one. */
  private boolean waits(FlowGraph.Arc way) {
    Step<?> step = graph.step(way.from());
    return step == null || way.port() == null || waits(step, way.port());
  }

  private static <C> boolean waits(Step<C> step, String port) {
    return step.type().waits(step.config(), port);
  }

  private void report(Deque<Walk> path, int back) {
    List<String> names =
        path.stream()
            .map(walk -> walk.place)
            .dropWhile(place -> place != back)
            .map(place -> graph.node(place).id())
            .collect(Collectors.toCollection(ArrayList::new));
    if (names.size() > MAX_NAMES) {
      int more = names.size() - MAX_NAMES;
      names.subList(MAX_NAMES, names.size()).clear();
      names.add("(" + more + " more)");
    }
    names.add(graph.node(back).id());
    findings.node(
        ProblemCode.CYCLE_WITHOUT_WAIT,
        back,
        "The flow goes round without ever waiting: " + String.join(" \u2192 ", names) + ".");
  }

  /** A place on the path, and which of its ways is next. */
  private static final class Walk {
    private final int place;
    private int next;

    Walk(int place) {
      this.place = place;
    }
  }
}
