package io.botflow.cli;

import io.botflow.flow.FlowProblem;
import io.botflow.flow.Severity;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Help.ColorScheme;

/** Problems for a person in a terminal. */
final class HumanReport {
  private HumanReport() {}

  static void write(List<Finding.InFile> files, PrintWriter out, ColorScheme colours) {
    long errors = 0;
    long warnings = 0;
    for (Finding.InFile file : files) {
      errors += file.count(Severity.ERROR);
      warnings += file.count(Severity.WARNING);
      for (Finding finding : file.findings()) {
        FlowProblem problem = finding.problem();
        boolean error = problem.severity() == Severity.ERROR;
        String kind =
            colours.ansi().enabled()
                ? colours.ansi().string(error ? "@|bold,red error|@" : "@|bold,yellow warning|@")
                : error ? "error" : "warning";
        out.println(
            file.path()
                + ":"
                + finding.line()
                + ":"
                + finding.column()
                + ": "
                + kind
                + " "
                + problem.code().code()
                + (problem.node() == null ? "" : " at \"" + problem.node() + "\"")
                + ": "
                + problem.text());
      }
    }
    out.println(
        counted(files.size(), "flow")
            + ": "
            + (errors + warnings == 0
                ? "no problems"
                : counted(errors, "error") + ", " + counted(warnings, "warning")));
  }

  static String counted(long count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
  }
}
