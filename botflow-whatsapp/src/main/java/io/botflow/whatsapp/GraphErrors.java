package io.botflow.whatsapp;

import io.botflow.message.ChannelProblem;
import io.botflow.spi.SendResult;
import io.botflow.spi.SendResult.Scope;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The table of errors: what BotFlow does about each, whose fault it is, and what the business
 * reads. It is data, in {@code errors.tsv} beside this class.
 *
 * <p>Sources: Meta, "Error codes", 15 May 2026, "Throughput" and "Messaging limits", 2026;
 * 360dialog, "Error Code Reference"; what codes mean that Meta only names follows what other
 * implementations were seen to do. Immutable.
 */
public final class GraphErrors {
  /** The row for codes that the table does not know. */
  private static final String UNKNOWN = "unknown";

  /** The request itself went well; nothing is known by this status, and nothing decided. */
  private static final int HTTP_OK = 200;

  private static final List<GraphErrorRule> TABLE = load();
  private static final Map<String, GraphErrorRule> NAMED = new HashMap<>();
  private static final TreeMap<Integer, GraphErrorRule> BY_FIRST = new TreeMap<>();

  static {
    for (GraphErrorRule rule : TABLE) {
      if (Character.isDigit(rule.codes().charAt(0))) {
        BY_FIRST.put(first(rule), rule);
      } else {
        NAMED.put(rule.codes(), rule);
      }
    }
  }

  private GraphErrors() {}

  /** All rows, in the order of the file. */
  public static List<GraphErrorRule> table() {
    return TABLE;
  }

  /**
   * The row for a code as it stands in {@link io.botflow.message.ChannelProblem#code()}; empty for
   * a code that is not in the table.
   */
  public static Optional<GraphErrorRule> of(String code) {
    GraphErrorRule named = NAMED.get(code);
    return named != null ? Optional.of(named) : number(code).map(GraphErrors::ofNumber);
  }

  /**
   * What becomes of a message that WhatsApp took and told later that it failed: what would become
   * of it, had the request been answered so.
   */
  static SendResult result(ChannelProblem problem, int attempt) {
    int code = number(problem.code()).orElse(GraphError.NO_CODE);
    return new GraphError(HTTP_OK, code, 0, problem.title(), problem.details(), null)
        .result(attempt);
  }

  /** The row for an error, that of unknown ones included. */
  static GraphErrorRule of(GraphError error) {
    return of(error.name()).orElseGet(() -> Objects.requireNonNull(NAMED.get(UNKNOWN)));
  }

  private static @Nullable GraphErrorRule ofNumber(int code) {
    Map.Entry<Integer, GraphErrorRule> row = BY_FIRST.floorEntry(code);
    return row != null && code <= last(row.getValue()) ? row.getValue() : null;
  }

  private static Optional<Integer> number(String code) {
    try {
      return Optional.of(Integer.valueOf(code));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static int first(GraphErrorRule rule) {
    return Integer.parseInt(rule.codes().split("-", 2)[0]);
  }

  private static int last(GraphErrorRule rule) {
    return Integer.parseInt(rule.codes().substring(rule.codes().indexOf('-') + 1));
  }

  private static List<GraphErrorRule> load() {
    try (InputStream in =
            Objects.requireNonNull(GraphErrors.class.getResourceAsStream("errors.tsv"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<GraphErrorRule> rules = new ArrayList<>();
      // The first line names the columns.
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        rules.add(rule(line.split("\t", -1)));
      }
      return List.copyOf(rules);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GraphErrorRule rule(String[] cells) {
    return new GraphErrorRule(
        cells[0],
        GraphErrorRule.Action.valueOf(cells[1]),
        Scope.valueOf(cells[2]),
        Duration.parse(cells[3]),
        Integer.parseInt(cells[4]),
        Integer.parseInt(cells[5]),
        GraphErrorRule.Fault.valueOf(cells[6]),
        cells[7],
        cells[8]);
  }
}
