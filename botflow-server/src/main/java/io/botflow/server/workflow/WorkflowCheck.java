package io.botflow.server.workflow;

import io.botflow.engine.FlowPorts;
import io.botflow.node.NodeTypes;
import io.botflow.testing.CheckedFlow;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds everything that is wrong with a document, as {@code botflow validate} does. */
final class WorkflowCheck {
  private final NodeTypes types;

  @Inject
  WorkflowCheck(NodeTypes types) {
    this.types = types;
  }

  /**
   * All that there is to say about it.
   *
   * @param flows ids of the flows that it may call
   */
  WorkflowFindings of(String text, Set<String> flows) {
    CheckedFlow checked = CheckedFlow.of(text, types, flows::contains);
    List<WorkflowProblem> problems =
        checked.problems().stream().map(WorkflowProblem::of).distinct().toList();
    Map<String, List<NodePort>> ports = new HashMap<>();
    if (checked.flow() != null) {
      FlowPorts.of(checked.flow(), types)
          .forEach((node, own) -> ports.put(node, own.stream().map(NodePort::of).toList()));
    }
    return WorkflowFindings.of(problems, ports);
  }
}
