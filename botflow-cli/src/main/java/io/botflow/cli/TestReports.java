package io.botflow.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.botflow.testing.FileProblem;
import io.botflow.testing.FlowCoverage;
import io.botflow.testing.FlowTestReport;
import io.botflow.testing.TestFailure;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Help.ColorScheme;

/** Results of flow tests, for people and as JSON. */
final class TestReports {
  private TestReports() {}

  static void human(FlowTestReport report, PrintWriter out, ColorScheme colours) {
    for (FlowTestReport.TestedFile file : report.files()) {
      out.println(file.path());
      for (FileProblem problem : file.problems()) {
        out.println(
            "  " + mark(false, colours) + " line " + problem.line() + ": " + problem.text());
      }
      for (FlowTestReport.TestResult test : file.tests()) {
        TestFailure failure = test.failure();
        out.println("  " + mark(failure == null, colours) + " " + test.name());
        if (failure != null) {
          out.println("      " + file.path() + ":" + failure.line());
          out.println("      " + failure.describe().replace("\n", "\n      "));
        }
      }
    }
    for (FlowCoverage flow : report.coverage()) {
      out.println();
      out.println("Coverage of " + flow.flow());
      share("nodes", flow.nodes(), out);
      share("edges", flow.edges(), out);
      share("ports", flow.ports(), out);
    }
    out.println();
    int broken = (int) report.files().stream().filter(f -> !f.problems().isEmpty()).count();
    out.println(
        HumanReport.counted(report.count(), "test")
            + ", "
            + report.failed()
            + " failed"
            + (broken == 0 ? "" : ", " + HumanReport.counted(broken, "file") + " not run"));
  }

  private static String mark(boolean passed, ColorScheme colours) {
    if (!colours.ansi().enabled()) {
      return passed ? "ok  " : "FAIL";
    }
    return colours.ansi().string(passed ? "@|green ok  |@" : "@|bold,red FAIL|@");
  }

  private static void share(String what, FlowCoverage.Share share, PrintWriter out) {
    out.println(
        "  "
            + what
            + " "
            + share.percent()
            + " % ("
            + share.reached()
            + " of "
            + share.all()
            + ")"
            + (share.missing().isEmpty() ? "" : ", never: " + String.join(", ", share.missing())));
  }

  static void json(FlowTestReport report, PrintWriter out) {
    JsonReport.document(
        out,
        json -> {
          json.writeStartObject();
          json.writeNumberField("tests", report.count());
          json.writeNumberField("failed", report.failed());
          json.writeBooleanField("passed", report.passed());
          json.writeArrayFieldStart("files");
          for (FlowTestReport.TestedFile file : report.files()) {
            file(file, json);
          }
          json.writeEndArray();
          json.writeArrayFieldStart("coverage");
          for (FlowCoverage flow : report.coverage()) {
            json.writeStartObject();
            json.writeStringField("flow", flow.flow());
            share("nodes", flow.nodes(), json);
            share("edges", flow.edges(), json);
            share("ports", flow.ports(), json);
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void file(FlowTestReport.TestedFile file, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("file", file.path().toString());
    json.writeArrayFieldStart("problems");
    for (FileProblem problem : file.problems()) {
      json.writeStartObject();
      json.writeNumberField("line", problem.line());
      json.writeNumberField("column", problem.column());
      json.writeStringField("text", problem.text());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("tests");
    for (FlowTestReport.TestResult test : file.tests()) {
      TestFailure failure = test.failure();
      json.writeStartObject();
      json.writeStringField("name", test.name());
      json.writeNumberField("line", test.line());
      json.writeNumberField("milliseconds", test.took().toMillis());
      json.writeBooleanField("passed", failure == null);
      if (failure != null) {
        json.writeObjectFieldStart("failure");
        json.writeNumberField("step", failure.step());
        json.writeNumberField("line", failure.line());
        json.writeStringField("what", failure.what());
        json.writeStringField("expected", failure.expected());
        json.writeStringField("actual", failure.actual());
        json.writeArrayFieldStart("transcript");
        for (String line : failure.transcript()) {
          json.writeString(line);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void share(String what, FlowCoverage.Share share, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart(what);
    json.writeNumberField("percent", share.percent());
    json.writeNumberField("reached", share.reached());
    json.writeNumberField("all", share.all());
    json.writeArrayFieldStart("missing");
    for (String one : share.missing()) {
      json.writeString(one);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
