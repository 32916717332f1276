package io.botflow.server.api;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lines of CSV that is opened in spreadsheets. */
public final class CsvLine {
  private CsvLine() {}

  /** A line with its end. */
  public static String of(Stream<?> values) {
    return values.map(value -> cell(value.toString())).collect(Collectors.joining(",", "", "\r\n"));
  }

  /**
   * Quoted; what a spreadsheet would take for a formula is told to be text (OWASP, CSV Injection;
   * the wide forms are taken by those of East Asia).
   */
  private static String cell(String text) {
    boolean formula = !text.isEmpty() && "=+-@\t\r\n＝＋－＠".indexOf(text.charAt(0)) >= 0;
    return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
  }
}
