package io.botflow.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.botflow.server.config.ConfigurationReport;
import io.botflow.server.doctor.Diagnosis;
import io.botflow.server.doctor.Finding;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine.Help.ColorScheme;

/** What the doctor found, for a person or a program. */
final class DoctorReport {
  private DoctorReport() {}

  static void table(
      Diagnosis diagnosis,
      Predicate<ConfigurationReport.Shown> isShown,
      PrintWriter out,
      ColorScheme colours) {
    List<ConfigurationReport.Shown> settings =
        diagnosis.settings().stream().filter(isShown).toList();
    out.println("Settings");
    int keys = settings.stream().mapToInt(shown -> shown.key().name().length()).max().orElse(0);
    int values = settings.stream().mapToInt(shown -> value(shown).length()).max().orElse(0);
    for (ConfigurationReport.Shown shown : settings) {
      String source = shown.source() == null ? "default" : shown.source();
      out.println(
          "  "
              + padded(shown.key().name(), keys)
              + "  "
              + padded(value(shown), values)
              + "  "
              + source);
    }
    if (settings.isEmpty()) {
      out.println("  all have their defaults");
    }
    out.println();
    out.println("Checks");
    int subjects =
        diagnosis.findings().stream().mapToInt(one -> one.subject().length()).max().orElse(0);
    for (Finding finding : diagnosis.findings()) {
      out.println(
          "  "
              + state(finding.state(), colours)
              + "  "
              + padded(finding.subject(), subjects)
              + "  "
              + finding.meaning());
      if (!finding.next().isEmpty()) {
        out.println(" ".repeat(subjects + 15) + "-> " + finding.next());
      }
    }
    out.println();
    out.println(
        "%d failed, %d need attention, %d in order, %d not looked at"
            .formatted(
                diagnosis.count(Finding.State.FAILED),
                diagnosis.count(Finding.State.ATTENTION),
                diagnosis.count(Finding.State.OK),
                diagnosis.count(Finding.State.SKIPPED)));
  }

  private static String value(ConfigurationReport.Shown shown) {
    return shown.value() == null ? "-" : shown.value();
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  private static String state(Finding.State state, ColorScheme colours) {
    String text = padded(state.text(), 9);
    if (!colours.ansi().enabled()) {
      return text;
    }
    String style =
        switch (state) {
          case OK -> "green";
          case ATTENTION -> "bold,yellow";
          case FAILED -> "bold,red";
          case SKIPPED -> "faint";
        };
    return colours.ansi().string("@|" + style + " " + text + "|@");
  }

  static void json(Diagnosis diagnosis, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeBooleanField("healthy", diagnosis.healthy());
    json.writeArrayFieldStart("checks");
    for (Finding finding : diagnosis.findings()) {
      json.writeStartObject();
      json.writeStringField("subject", finding.subject());
      json.writeStringField("state", finding.state().text());
      json.writeStringField("meaning", finding.meaning());
      if (!finding.next().isEmpty()) {
        json.writeStringField("next", finding.next());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("settings");
    for (ConfigurationReport.Shown shown : diagnosis.settings()) {
      json.writeStartObject();
      json.writeStringField("key", shown.key().name());
      json.writeStringField("variable", shown.key().variable());
      json.writeStringField("value", shown.value());
      json.writeStringField("source", shown.source());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
