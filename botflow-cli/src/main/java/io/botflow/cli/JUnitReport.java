package io.botflow.cli;

import io.botflow.flow.Severity;
import io.botflow.testing.EvaluationBaseline;
import io.botflow.testing.EvaluationReport;
import io.botflow.testing.FileProblem;
import io.botflow.testing.FlowTestReport;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** JUnit's XML, which build servers read: one suite for each file. */
final class JUnitReport {
  private JUnitReport() {}

  /** A case for each error; a file without one is a case that passed. Warnings do not fail. */
  static void problems(List<Finding.InFile> files, PrintWriter out) {
    start(out);
    for (Finding.InFile file : files) {
      long errors = file.count(Severity.ERROR);
      suite(file.path().toString(), (int) Math.max(1, errors), (int) errors, Duration.ZERO, out);
      if (errors == 0) {
        testCase(file.path().toString(), "validate", Duration.ZERO, null, null, out);
      }
      for (Finding finding : file.findings()) {
        if (finding.problem().severity() == Severity.ERROR) {
          String place = finding.line() + ":" + finding.column();
          testCase(
              file.path().toString(),
              finding.problem().code().code() + " at " + place,
              Duration.ZERO,
              finding.problem().text(),
              file.path() + ":" + place + ": " + finding.problem().text(),
              out);
        }
      }
      out.println("  </testsuite>");
    }
    out.println("</testsuites>");
  }

  static void tests(FlowTestReport report, PrintWriter out) {
    start(out);
    for (FlowTestReport.TestedFile file : report.files()) {
      String name = file.path().toString();
      int failed =
          file.problems().size()
              + (int) file.tests().stream().filter(test -> test.failure() != null).count();
      Duration took =
          file.tests().stream()
              .map(FlowTestReport.TestResult::took)
              .reduce(Duration.ZERO, Duration::plus);
      suite(name, file.tests().size() + file.problems().size(), failed, took, out);
      for (FileProblem problem : file.problems()) {
        String place = "line " + problem.line();
        testCase(name, place, Duration.ZERO, problem.text(), place + ": " + problem.text(), out);
      }
      for (FlowTestReport.TestResult test : file.tests()) {
        testCase(
            name,
            test.name(),
            test.took(),
            test.failure() == null ? null : test.failure().what(),
            test.failure() == null
                ? null
                : name + ":" + test.failure().line() + ": " + test.failure().describe(),
            out);
      }
      out.println("  </testsuite>");
    }
    out.println("</testsuites>");
  }

  /** A suite for each of a golden set; a case that may fail is none that failed. */
  static void evaluations(List<EvalCommand.Judged> results, PrintWriter out) {
    start(out);
    for (EvalCommand.Judged result : results) {
      String file = result.file().path().toString();
      if (!result.file().problems().isEmpty()) {
        int problems = result.file().problems().size();
        suite(file, problems, problems, Duration.ZERO, out);
        for (FileProblem problem : result.file().problems()) {
          String place = "line " + problem.line();
          testCase(file, place, Duration.ZERO, problem.text(), place + ": " + problem.text(), out);
        }
        out.println("  </testsuite>");
      }
      for (EvaluationBaseline.Judged suite : result.suites()) {
        evaluation(file + " " + suite.suite().name(), suite, out);
      }
    }
    out.println("</testsuites>");
  }

  private static void evaluation(String name, EvaluationBaseline.Judged suite, PrintWriter out) {
    List<EvaluationReport.CaseResult> cases = suite.suite().cases();
    suite(
        name,
        cases.size(),
        (int) cases.stream().filter(suite::fails).count(),
        cases.stream().map(EvaluationReport.CaseResult::took).reduce(Duration.ZERO, Duration::plus),
        out);
    for (EvaluationReport.CaseResult one : cases) {
      boolean fails = suite.fails(one);
      testCase(
          name,
          one.name(),
          one.took(),
          fails ? one.failures().getFirst() : null,
          fails ? EvalReports.describe(one) : null,
          out);
    }
    out.println("  </testsuite>");
  }

  private static void start(PrintWriter out) {
    out.println("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    out.println("<testsuites>");
  }

  private static void suite(String name, int tests, int failed, Duration took, PrintWriter out) {
    out.println(
        "  <testsuite name=\""
            + escaped(name)
            + "\" tests=\""
            + tests
            + "\" failures=\""
            + failed
            + "\" errors=\"0\" skipped=\"0\" time=\""
            + seconds(took)
            + "\">");
  }

  private static void testCase(
      String suite,
      String name,
      Duration took,
      @Nullable String message,
      @Nullable String detail,
      PrintWriter out) {
    out.print(
        "    <testcase classname=\""
            + escaped(suite)
            + "\" name=\""
            + escaped(name)
            + "\" time=\""
            + seconds(took)
            + "\"");
    if (message == null) {
      out.println("/>");
    } else {
      out.println(">");
      out.println(
          "      <failure message=\""
              + escaped(message)
              + "\">"
              + escaped(String.valueOf(detail))
              + "</failure>");
      out.println("    </testcase>");
    }
  }

  private static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%.3f", took.toNanos() / 1e9);
  }

  /** As XML 1.0 wants it; characters that it cannot hold at all become a question mark. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\n' -> escaped.append("&#10;");
                case '\t' -> escaped.append("&#9;");
                default -> {
                  boolean allowed =
                      c >= 0x20 && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
                  escaped.appendCodePoint(allowed ? c : '?');
                }
              }
            });
    return escaped.toString();
  }
}
