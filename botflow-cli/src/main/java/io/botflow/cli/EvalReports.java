package io.botflow.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.botflow.spi.ChatReply;
import io.botflow.testing.EvaluationBaseline;
import io.botflow.testing.EvaluationReport.CaseResult;
import io.botflow.testing.FileProblem;
import io.botflow.testing.Proportion;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.ColorScheme;

/** What came of golden sets, for people and as JSON. */
final class EvalReports {
  private static final double MICROS = 1_000_000;
  private static final double PERCENT = 100;
  private static final int THOUSAND = 1_000;

  private EvalReports() {}

  static void human(List<EvalCommand.Judged> results, PrintWriter out, ColorScheme colours) {
    for (EvalCommand.Judged result : results) {
      out.println(result.file().path());
      for (FileProblem problem : result.file().problems()) {
        out.println("  line " + problem.line() + ": " + problem.text());
      }
      if (result.suites().isEmpty()) {
        continue;
      }
      out.printf(
          "  %-24s %9s %7s %15s %7s %8s%n",
          "suite", "passed", "%", "95 % interval", "least", "before");
      for (EvaluationBaseline.Judged suite : result.suites()) {
        line(suite, out, colours);
      }
      totals(result, out);
      for (EvaluationBaseline.Judged suite : result.suites()) {
        for (CaseResult one : suite.suite().cases()) {
          if (!one.passed()) {
            example(result, suite, one, out);
          }
        }
      }
      out.println();
    }
  }

  private static void line(EvaluationBaseline.Judged suite, PrintWriter out, ColorScheme colours) {
    Proportion rate = suite.suite().rate();
    Proportion before = suite.before();
    String mark = suite.passed() ? "ok" : "FAIL";
    out.printf(
        Locale.ROOT,
        "  %-24s %9s %7.1f %15s %7.1f %8s  %s%n",
        suite.suite().name(),
        rate.part() + "/" + rate.whole(),
        rate.percent(),
        String.format(Locale.ROOT, "%.1f to %.1f", rate.low(), rate.high()),
        suite.least(),
        before == null ? "" : String.format(Locale.ROOT, "%.1f", before.percent()),
        colours.ansi().enabled()
            ? colours.ansi().string(suite.passed() ? "@|green ok|@" : "@|bold,red FAIL|@")
            : mark);
  }

  private static void totals(EvalCommand.Judged result, PrintWriter out) {
    List<CaseResult> cases = cases(result);
    int sentences = cases.stream().mapToInt(one -> one.grounded().whole()).sum();
    if (sentences > 0) {
      int grounded = cases.stream().mapToInt(one -> one.grounded().part()).sum();
      out.printf(
          Locale.ROOT,
          "  %.1f %% of %d sentences stand in what the bot knows%n",
          PERCENT * grounded / sentences,
          sentences);
    }
    Spent spent = Spent.of(cases);
    if (spent.calls > 0) {
      out.printf(
          Locale.ROOT,
          "  %d calls of the model, %d + %d tokens, %s%n",
          spent.calls,
          spent.input,
          spent.output,
          spent.unpriced > 0
              ? spent.unpriced + " of them of a model whose price is not known"
              : String.format(
                  Locale.ROOT,
                  "$%.6f; $%.4f for a thousand calls",
                  spent.micros / MICROS,
                  spent.micros / MICROS / spent.calls * THOUSAND));
    }
  }

  private static void example(
      EvalCommand.Judged result, EvaluationBaseline.Judged suite, CaseResult one, PrintWriter out) {
    out.println();
    out.println(
        "  "
            + (suite.regressed().contains(one)
                ? "WORSE than before: "
                : suite.fails(one) ? "failed: " : "failed, as is allowed: ")
            + suite.suite().name()
            + ", "
            + one.name());
    out.println("    " + result.file().path() + ":" + one.line());
    one.failures().forEach(failure -> out.println("    " + failure));
    one.transcript().forEach(line -> out.println("      " + line.replace("\n", "\n      ")));
  }

  static String describe(CaseResult one) {
    return String.join("\n", one.failures()) + "\n" + String.join("\n", one.transcript());
  }

  static void json(List<EvalCommand.Judged> results, PrintWriter out) {
    JsonReport.document(
        out,
        json -> {
          json.writeStartObject();
          json.writeBooleanField("passed", results.stream().allMatch(EvalCommand.Judged::passed));
          json.writeArrayFieldStart("files");
          for (EvalCommand.Judged result : results) {
            file(result, json);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void file(EvalCommand.Judged result, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("file", result.file().path().toString());
    json.writeArrayFieldStart("problems");
    for (FileProblem problem : result.file().problems()) {
      json.writeStartObject();
      json.writeNumberField("line", problem.line());
      json.writeStringField("text", problem.text());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("suites");
    for (EvaluationBaseline.Judged suite : result.suites()) {
      json.writeStartObject();
      json.writeStringField("name", suite.suite().name());
      json.writeBooleanField("passed", suite.passed());
      rate(suite.suite().rate(), json);
      json.writeNumberField("least", suite.least());
      Proportion before = suite.before();
      if (before != null) {
        json.writeNumberField("before", before.percent());
      }
      json.writeArrayFieldStart("cases");
      for (CaseResult one : suite.suite().cases()) {
        json.writeStartObject();
        json.writeStringField("name", one.name());
        json.writeNumberField("line", one.line());
        json.writeStringField("outcome", one.outcome().name().toLowerCase(Locale.ROOT));
        json.writeBooleanField("passed", one.passed());
        json.writeBooleanField("regressed", suite.regressed().contains(one));
        texts("failures", one.failures(), json);
        texts("transcript", one.transcript(), json);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    Spent spent = Spent.of(cases(result));
    json.writeNumberField("calls", spent.calls);
    json.writeNumberField("inputTokens", spent.input);
    json.writeNumberField("outputTokens", spent.output);
    json.writeNumberField("costMicros", spent.micros);
    json.writeNumberField("unpricedCalls", spent.unpriced);
    json.writeEndObject();
  }

  private static void rate(Proportion rate, JsonGenerator json) throws IOException {
    json.writeNumberField("count", rate.whole());
    json.writeNumberField("passedCount", rate.part());
    json.writeNumberField("percent", rate.percent());
    json.writeNumberField("low", rate.low());
    json.writeNumberField("high", rate.high());
  }

  private static void texts(String name, List<String> texts, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private static List<CaseResult> cases(EvalCommand.Judged result) {
    return result.suites().stream().flatMap(suite -> suite.suite().cases().stream()).toList();
  }

  /** What the model counted, and what it cost by the table of prices. */
  private record Spent(int calls, long input, long output, long micros, int unpriced) {
    static Spent of(List<CaseResult> cases) {
      int calls = 0;
      long input = 0;
      long output = 0;
      long micros = 0;
      int unpriced = 0;
      for (ChatReply reply : cases.stream().flatMap(one -> one.calls().stream()).toList()) {
        if (!(reply instanceof ChatReply.Answer answer)) {
          continue;
        }
        calls++;
        input += answer.inputTokens();
        output += answer.outputTokens();
        boolean priced = !answer.attempts().isEmpty();
        for (ChatReply.Attempt attempt : answer.attempts()) {
          Long cost = attempt.costMicros();
          priced &= cost != null;
          micros += cost == null ? 0 : cost;
        }
        unpriced += priced ? 0 : 1;
      }
      return new Spent(calls, input, output, micros, unpriced);
    }
  }
}
