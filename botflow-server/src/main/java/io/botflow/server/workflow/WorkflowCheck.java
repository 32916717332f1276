package io.botflow.server.workflow;

import io.botflow.node.NodeTypes;
import io.botflow.testing.CheckedFlow;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;

/** Finds everything that is wrong with a document, as {@code botflow validate} does. */
final class WorkflowCheck {
  private final NodeTypes types;

  @Inject
  WorkflowCheck(NodeTypes types) {
    this.types = types;
  }

  /**
   * All problems, in the order in which they were found.
   *
   * @param flows ids of the flows that it may call
   */
  List<WorkflowProblem> of(String text, Set<String> flows) {
    return CheckedFlow.of(text, types, flows::contains).problems().stream()
        .map(WorkflowProblem::of)
        .distinct()
        .toList();
  }
}
