package io.botflow.ai.document;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A table as Markdown: each row under its first cell, so that it is found and read by itself. */
final class CsvText {
  private static final List<Character> DELIMITERS = List.of(',', ';', '\t');

  private CsvText() {}

  /** The rows below the headings; of two columns only the second is shown, of more each's name. */
  static String markdown(String table) {
    var format = CSVFormat.DEFAULT.builder().setDelimiter(delimiter(table)).setTrim(true).get();
    var text = new StringBuilder();
    try (CSVParser rows = CSVParser.parse(new StringReader(table), format)) {
      CSVRecord names = null;
      for (CSVRecord row : rows) {
        if (names == null) {
          names = row;
        } else {
          write(text, names, row);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory", e);
    }
    return text.toString();
  }

  private static void write(StringBuilder text, CSVRecord names, CSVRecord row) {
    text.append("## ").append(row.get(0).replaceAll("\\s+", " ")).append("\n\n");
    for (int i = 1; i < row.size(); i++) {
      if (!row.get(i).isEmpty()) {
        text.append(names.size() > 2 && i < names.size() ? names.get(i) + ": " : "");
        text.append(row.get(i)).append('\n');
      }
    }
    text.append('\n');
  }

  /** The one that the headings have most. */
  private static char delimiter(String table) {
    String names = table.lines().findFirst().orElse("");
    char best = DELIMITERS.getFirst();
    for (char each : DELIMITERS) {
      if (count(names, each) > count(names, best)) {
        best = each;
      }
    }
    return best;
  }

  private static long count(String text, char c) {
    return text.chars().filter(each -> each == c).count();
  }
}
