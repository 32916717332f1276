package io.botflow.cli;

import io.botflow.flow.FlowProblem;
import io.botflow.flow.Severity;
import java.nio.file.Path;
import java.util.List;

/**
 * A problem and where it stands in its file.
 *
 * @param line from 1
 * @param column from 1
 */
record Finding(int line, int column, FlowProblem problem) {

  /** A file and what was found in it. */
  record InFile(Path path, List<Finding> findings) {
    InFile {
      findings = List.copyOf(findings);
    }

    long count(Severity severity) {
      return findings.stream().filter(one -> one.problem().severity() == severity).count();
    }
  }
}
