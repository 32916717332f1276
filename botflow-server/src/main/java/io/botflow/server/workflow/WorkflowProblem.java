package io.botflow.server.workflow;

import io.botflow.flow.FlowProblem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a workflow, as {@code botflow validate} finds it.
 *
 * @param code as in {@code docs/problems.md}, {@code BF110}
 * @param severity {@code error} or {@code warning}
 * @param message what is wrong and what to do
 * @param nodeId the step; null where it concerns no single one
 * @param path JSON pointer into the document
 */
public record WorkflowProblem(
    String code, String severity, String message, @Nullable String nodeId, String path) {

  static WorkflowProblem of(FlowProblem problem) {
    return new WorkflowProblem(
        problem.code().code(),
        problem.severity().name().toLowerCase(Locale.ROOT),
        problem.text(),
        problem.node(),
        problem.pointer());
  }

  /** Whether it stands against publishing. */
  boolean isError() {
    return severity.equals("error");
  }
}
