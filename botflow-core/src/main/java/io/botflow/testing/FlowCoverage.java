package io.botflow.testing;

import io.botflow.engine.CompiledFlow;
import io.botflow.flow.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of a flow the tests went through.
 *
 * @param nodes nodes that were entered; comments on the canvas do not count
 * @param edges edges that were taken
 * @param ports ways out that were taken, those without an edge included
 */
public record FlowCoverage(String flow, Share nodes, Share edges, Share ports) {

  /**
   * A part of a whole.
   *
   * @param missing what was never reached, in the order of the document
   */
  public record Share(int reached, int all, List<String> missing) {
    public Share {
      missing = List.copyOf(missing);
    }

    /** From 0 to 100, rounded down, so that 100 means all. */
    public int percent() {
      return all == 0 ? 100 : reached * 100 / all;
    }
  }

  static FlowCoverage of(CompiledFlow flow, CoverageTrace trace) {
    List<CompiledFlow.Exit> exits = flow.exits();
    List<String> nodes = new ArrayList<>();
    int allNodes = 0;
    for (Node node : flow.flow().nodes()) {
      if (!node.type().equals("note")) {
        allNodes++;
        if (!trace.entered(flow.id(), node.id())) {
          nodes.add(node.id());
        }
      }
    }
    List<String> edges = new ArrayList<>();
    List<String> ports = new ArrayList<>();
    int allEdges = 0;
    for (CompiledFlow.Exit exit : exits) {
      boolean taken = trace.left(flow.id(), exit.node(), exit.port());
      String port = exit.node() + ":" + exit.port();
      if (exit.target() != null) {
        allEdges++;
        if (!taken) {
          edges.add(port + " -> " + exit.target());
        }
      }
      if (!taken) {
        ports.add(port);
      }
    }
    return new FlowCoverage(
        flow.id(), share(allNodes, nodes), share(allEdges, edges), share(exits.size(), ports));
  }

  private static Share share(int all, List<String> missing) {
    return new Share(all - missing.size(), all, missing);
  }
}
