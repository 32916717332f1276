package io.botflow.engine;

import io.botflow.flow.Flow;
import io.botflow.flow.FlowProblem;
import io.botflow.flow.ProblemCode;
import java.util.BitSet;
import java.util.List;

/**
 * Looks at a flow as a whole. Each question has a class of its own; all of them take time in
 * proportion to the flow, so that an editor can ask at every change.
 */
final class FlowAnalysis {
  private final Flow flow;
  private final FlowGraph graph;
  private final List<Entry> entries;
  private final Reads reads;
  private final Known known;
  private final List<FlowProblem> problems;

  FlowAnalysis(
      Flow flow,
      FlowGraph graph,
      List<Entry> entries,
      Reads reads,
      Known known,
      List<FlowProblem> problems) {
    this.flow = flow;
    this.graph = graph;
    this.entries = entries;
    this.reads = reads;
    this.known = known;
    this.problems = problems;
  }

  void run() {
    Findings findings = new Findings(graph, problems);
    Wiring wiring = new Wiring(graph, findings);
    BitSet reached = wiring.run();
    new Branches(graph, entries, reads, findings).run();
    new VariableUse(flow, graph, reached, reads, findings).run();
    new ServiceWindow(flow, graph, reached, findings).run();
    new ApprovedTemplates(flow, graph, findings, known).run();
    new Secrets(graph, findings).run();
  }

  /** Where the analysis puts what it finds. */
  record Findings(FlowGraph graph, List<FlowProblem> problems) {

    /** A problem of a node as a whole. */
    void node(ProblemCode code, int place, String text) {
      add(code, place, "/nodes/" + graph.node(place).index(), text);
    }

    /** A problem in a node's settings. */
    void config(ProblemCode code, int place, String within, String text) {
      add(code, place, graph.node(place).pointer(within), text);
    }

    private void add(ProblemCode code, int place, String pointer, String text) {
      problems.add(new FlowProblem(code, pointer, text, graph.node(place).id()));
    }

    /** A problem of the flow as a whole. */
    void flow(ProblemCode code, String pointer, String text) {
      problems.add(new FlowProblem(code, pointer, text, null));
    }
  }
}
