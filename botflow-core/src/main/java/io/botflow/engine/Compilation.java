package io.botflow.engine;

import io.botflow.flow.FlowProblem;
import java.util.List;

/** What compiling a flow gave. */
public sealed interface Compilation {

  /** Everything that was found. */
  List<FlowProblem> problems();

  /** It can run; the problems are warnings. */
  record Ready(CompiledFlow flow, List<FlowProblem> problems) implements Compilation {
    public Ready {
      problems = List.copyOf(problems);
    }
  }

  /** It cannot run; at least one problem is an error. */
  record Refused(List<FlowProblem> problems) implements Compilation {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
