package io.botflow;

import io.botflow.flow.FlowProblem;
import java.util.List;
import java.util.stream.Collectors;

/** A flow has errors and cannot run. The message lists all problems, one a line. */
public final class InvalidFlow extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<FlowProblem> problems;

  /** With everything that was found in a flow. */
  public InvalidFlow(String flow, List<FlowProblem> problems) {
    super(
        problems.stream()
            .map(
                problem ->
                    "  "
                        + problem.code().code()
                        + " at "
                        + (problem.pointer().isEmpty() ? "the document" : problem.pointer())
                        + ": "
                        + problem.text())
            .collect(Collectors.joining("\n", "The flow " + flow + " cannot run:\n", "")));
    this.problems = List.copyOf(problems);
  }

  /** Everything that was found, the errors among it. */
  public List<FlowProblem> problems() {
    return problems;
  }
}
