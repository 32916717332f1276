package io.botflow.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.botflow.flow.ProblemCode;
import io.botflow.flow.Severity;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Problems as SARIF 2.1.0 (OASIS standard), which code hosts show beside the lines. Only the rules
 * that were broken are described.
 */
final class SarifReport {
  private SarifReport() {}

  static void write(List<Finding.InFile> files, PrintWriter out) {
    Set<ProblemCode> codes = new TreeSet<>();
    files.forEach(file -> file.findings().forEach(one -> codes.add(one.problem().code())));
    JsonReport.document(
        out,
        json -> {
          json.writeStartObject();
          json.writeStringField("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
          json.writeStringField("version", "2.1.0");
          json.writeArrayFieldStart("runs");
          json.writeStartObject();
          json.writeObjectFieldStart("tool");
          json.writeObjectFieldStart("driver");
          json.writeStringField("name", "botflow");
          json.writeStringField("version", Version.number());
          json.writeArrayFieldStart("rules");
          for (ProblemCode code : codes) {
            rule(code, json);
          }
          json.writeEndArray();
          json.writeEndObject();
          json.writeEndObject();
          json.writeStringField("columnKind", "utf16CodeUnits");
          json.writeArrayFieldStart("results");
          for (Finding.InFile file : files) {
            for (Finding finding : file.findings()) {
              result(file, finding, json);
            }
          }
          json.writeEndArray();
          json.writeEndObject();
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void rule(ProblemCode code, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", code.code());
    json.writeObjectFieldStart("shortDescription");
    json.writeStringField("text", code.title());
    json.writeEndObject();
    json.writeObjectFieldStart("defaultConfiguration");
    json.writeStringField("level", level(code.severity()));
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void result(Finding.InFile file, Finding finding, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("ruleId", finding.problem().code().code());
    json.writeStringField("level", level(finding.problem().severity()));
    json.writeObjectFieldStart("message");
    json.writeStringField("text", finding.problem().text());
    json.writeEndObject();
    json.writeArrayFieldStart("locations");
    json.writeStartObject();
    json.writeObjectFieldStart("physicalLocation");
    json.writeObjectFieldStart("artifactLocation");
    json.writeStringField("uri", uri(file));
    json.writeEndObject();
    json.writeObjectFieldStart("region");
    json.writeNumberField("startLine", finding.line());
    json.writeNumberField("startColumn", finding.column());
    json.writeEndObject();
    json.writeEndObject();
    if (finding.problem().node() != null) {
      json.writeArrayFieldStart("logicalLocations");
      json.writeStartObject();
      json.writeStringField("name", finding.problem().node());
      json.writeStringField("fullyQualifiedName", finding.problem().pointer());
      json.writeEndObject();
      json.writeEndArray();
    }
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  /** A relative reference as RFC 3986 wants it; an absolute path becomes a file address. */
  private static String uri(Finding.InFile file) {
    if (file.path().isAbsolute()) {
      return file.path().toUri().toString();
    }
    String here = java.nio.file.Path.of("").toUri().toString();
    String full = file.path().toUri().toString();
    return full.startsWith(here) ? full.substring(here.length()) : full;
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
    };
  }
}
