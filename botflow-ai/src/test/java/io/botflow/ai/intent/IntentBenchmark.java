package io.botflow.ai.intent;

import io.botflow.spi.IntentClassifier.Intent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Measures intent models on BANKING77, CLINC150 and Injongo's Zulu, in a folder with their tables
 * of text and intent: docs/benchmarks.md says how.
 */
final class IntentBenchmark {
  private IntentBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    Path data = Path.of(arguments[0]);
    Path banking = data.resolve("banking77");
    Path clinc = data.resolve("clinc150");
    System.out.println(
        "| set | intents | examples | accuracy | expected by the report | taken, and right of them"
            + " | about something else: refused | calibration error | training | bytes | p50 / p95 |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|---|");
    for (String train : List.of("train_10.csv", "train.csv")) {
      measure(
          "BANKING77 " + train,
          banking.resolve(train),
          banking.resolve("test.csv"),
          banking.resolve("oodoos_test.csv"));
      measure(
          "CLINC150 " + train,
          clinc.resolve(train),
          clinc.resolve("test.csv"),
          clinc.resolve("oos_test.csv"));
    }
    Path zulu = data.resolve("injongo");
    measure("Injongo, Zulu", zulu.resolve("zul_train.csv"), zulu.resolve("zul_test.csv"), null);
  }

  private static void measure(String name, Path train, Path test, @Nullable Path elsewhere)
      throws IOException {
    Map<String, List<String>> examples = new TreeMap<>();
    for (Row row : rows(train)) {
      examples.computeIfAbsent(row.intent, intent -> new ArrayList<>()).add(row.text);
    }
    long start = System.nanoTime();
    IntentTrainer.Training training = IntentTrainer.DEFAULT.train(examples);
    double seconds = (System.nanoTime() - start) / 1e9;
    IntentModel model = training.model();
    List<Row> tests = rows(test);
    tests.forEach(row -> model.ranked(row.text, 1));
    double[] micros = new double[tests.size()];
    int right = 0;
    int taken = 0;
    int takenRight = 0;
    for (int i = 0; i < micros.length; i++) {
      Row row = tests.get(i);
      long before = System.nanoTime();
      List<Intent> best = model.ranked(row.text, 1);
      micros[i] = (System.nanoTime() - before) / 1e3;
      boolean same = !best.isEmpty() && best.getFirst().name().equals(row.intent);
      right += same ? 1 : 0;
      if (!best.isEmpty() && best.getFirst().confidence() >= model.threshold()) {
        taken++;
        takenRight += same ? 1 : 0;
      }
    }
    Arrays.sort(micros);
    TrainingReport report = training.report();
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %d | %.1f %% | %.1f %% | %.1f %%, %.1f %% | %s | %.3f | %.1f s | %,d | %.0f / %.0f us |%n",
        name,
        report.intents(),
        report.examples(),
        100.0 * right / tests.size(),
        report.accuracy() == null ? Double.NaN : 100 * report.accuracy(),
        100.0 * taken / tests.size(),
        100.0 * takenRight / taken,
        elsewhere == null ? "" : refused(model, rows(elsewhere)),
        calibrationError(model, tests),
        seconds,
        model.bytes().length,
        micros[micros.length / 2],
        micros[micros.length * 95 / 100]);
  }

  /** How far confidence and truth are apart, in ten parts of confidence (Guo et al., 2017). */
  private static double calibrationError(IntentModel model, List<Row> tests) {
    double[] apart = new double[10];
    for (Row row : tests) {
      for (Intent best : model.ranked(row.text, 1)) {
        apart[Math.min(9, (int) (best.confidence() * 10))] +=
            best.confidence() - (best.name().equals(row.intent) ? 1 : 0);
      }
    }
    return Arrays.stream(apart).map(Math::abs).sum() / tests.size();
  }

  private static String refused(IntentModel model, List<Row> texts) {
    ToDoubleFunction<List<Intent>> sure = best -> best.isEmpty() ? 0 : best.getFirst().confidence();
    long refused =
        texts.stream()
            .filter(row -> sure.applyAsDouble(model.ranked(row.text, 1)) < model.threshold())
            .count();
    return String.format(Locale.ROOT, "%.1f %%", 100.0 * refused / texts.size());
  }

  /** Comma-separated, a heading first, and fields in quotes where they hold a comma or a quote. */
  private static List<Row> rows(Path file) throws IOException {
    List<Row> rows = new ArrayList<>();
    List<String> fields = new ArrayList<>();
    var field = new StringBuilder();
    boolean quoted = false;
    for (char c : Files.readString(file).toCharArray()) {
      if (c == '"') {
        if (!quoted && !field.isEmpty()) {
          field.append(c);
        }
        quoted = !quoted;
      } else if (quoted || (c != ',' && c != '\n' && c != '\r')) {
        field.append(c);
      } else if (c != '\r') {
        fields.add(field.toString());
        field.setLength(0);
        if (c == '\n') {
          rows.add(new Row(fields.getFirst().strip(), fields.getLast().strip()));
          fields.clear();
        }
      }
    }
    return rows.subList(1, rows.size());
  }

  private record Row(String text, String intent) {}
}
