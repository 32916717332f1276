package io.botflow.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.botflow.flow.FlowProblem;
import io.botflow.flow.Severity;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** Problems as one JSON document. */
final class JsonReport {
  private JsonReport() {}

  /** Writes into a generator. */
  @FunctionalInterface
  interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  /** Writes one document and a line end. */
  static void document(PrintWriter out, Writing writing) {
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.useDefaultPrettyPrinter();
      writing.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException("the output cannot be written", e);
    }
    out.println();
  }

  static void write(List<Finding.InFile> files, PrintWriter out) {
    document(
        out,
        json -> {
          json.writeStartObject();
          json.writeNumberField("errors", count(files, Severity.ERROR));
          json.writeNumberField("warnings", count(files, Severity.WARNING));
          json.writeArrayFieldStart("files");
          for (Finding.InFile file : files) {
            json.writeStartObject();
            json.writeStringField("file", file.path().toString());
            json.writeArrayFieldStart("problems");
            for (Finding finding : file.findings()) {
              problem(finding, json);
            }
            json.writeEndArray();
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static long count(List<Finding.InFile> files, Severity severity) {
    return files.stream().mapToLong(file -> file.count(severity)).sum();
  }

  private static void problem(Finding finding, JsonGenerator json) throws IOException {
    FlowProblem problem = finding.problem();
    json.writeStartObject();
    json.writeStringField("code", problem.code().code());
    json.writeStringField("severity", problem.severity().name().toLowerCase(Locale.ROOT));
    json.writeNumberField("line", finding.line());
    json.writeNumberField("column", finding.column());
    json.writeStringField("pointer", problem.pointer());
    if (problem.node() != null) {
      json.writeStringField("node", problem.node());
    }
    json.writeStringField("text", problem.text());
    json.writeEndObject();
  }
}
