package io.botflow.cli;

import io.botflow.flow.Severity;
import io.botflow.testing.FileProblem;
import io.botflow.testing.FlowTestReport;
import java.io.PrintWriter;
import java.util.List;

/** GitHub Actions' workflow commands, which it shows beside the lines of a change. */
final class GithubReport {
  private GithubReport() {}

  static void problems(List<Finding.InFile> files, PrintWriter out) {
    for (Finding.InFile file : files) {
      for (Finding finding : file.findings()) {
        out.println(
            "::"
                + (finding.problem().severity() == Severity.ERROR ? "error" : "warning")
                + " file="
                + property(file.path().toString())
                + ",line="
                + finding.line()
                + ",col="
                + finding.column()
                + ",title="
                + finding.problem().code().code()
                + "::"
                + data(finding.problem().text()));
      }
    }
  }

  static void tests(FlowTestReport report, PrintWriter out) {
    for (FlowTestReport.TestedFile file : report.files()) {
      for (FileProblem problem : file.problems()) {
        error(file, problem.line(), "test file", problem.text(), out);
      }
      for (FlowTestReport.TestResult test : file.tests()) {
        if (test.failure() != null) {
          error(file, test.failure().line(), test.name(), test.failure().describe(), out);
        }
      }
    }
  }

  private static void error(
      FlowTestReport.TestedFile file, int line, String title, String text, PrintWriter out) {
    out.println(
        "::error file="
            + property(file.path().toString())
            + ",line="
            + line
            + ",title="
            + property(title)
            + "::"
            + data(text));
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
