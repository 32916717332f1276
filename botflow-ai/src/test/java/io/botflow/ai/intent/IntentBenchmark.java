package io.botflow.ai.intent;

import io.botflow.ai.embedding.CachedEmbeddings;
import io.botflow.ai.embedding.LocalEmbeddings;
import io.botflow.ai.embedding.LocalModel;
import io.botflow.spi.EmbeddingModel;
import io.botflow.spi.IntentClassifier.Intent;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Measures intent models on BANKING77, CLINC150 and Injongo's Zulu, in a folder with their tables
 * of text and intent, by words alone and with each local encoder: docs/benchmarks.md says how.
 */
final class IntentBenchmark {
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  /** Texts that are remembered between sets, which share their tests. */
  private static final int REMEMBERED = 60_000;

  private final String encoder;
  private final IntentTrainer trainer;
  private final @Nullable EmbeddingModel plain;

  private IntentBenchmark(String encoder, @Nullable EmbeddingModel plain) {
    this.encoder = encoder;
    this.plain = plain;
    trainer =
        plain == null
            ? IntentTrainer.DEFAULT
            : IntentTrainer.DEFAULT.with(new CachedEmbeddings(plain, REMEMBERED));
  }

  public static void main(String[] arguments) throws IOException {
    Path data = Path.of(arguments[0]);
    if (!Files.isDirectory(data)) {
      System.out.println("SKIPPED: there is no folder " + data.toAbsolutePath().normalize());
      return;
    }
    System.out.println(
        "| set | encoder | words count | examples | accuracy | the report expected"
            + " | at the threshold: found, right of these; other things refused"
            + " | other things: AUROC, recall at right | calibration error"
            + " | embedding | training, CPU / wall | bytes | a text CPU p50 / p95 | wall p50 / p95 |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    new IntentBenchmark("none", null).all(data);
    for (LocalModel model : List.of(LocalModel.BGE_SMALL_EN, LocalModel.MINI_LM)) {
      try (LocalEmbeddings local = LocalEmbeddings.of(model)) {
        new IntentBenchmark(model.id(), local).all(data);
      }
    }
  }

  private void all(Path data) throws IOException {
    Path banking = data.resolve("banking77");
    Path clinc = data.resolve("clinc150");
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

  private void measure(String name, Path train, Path test, @Nullable Path elsewhere)
      throws IOException {
    Map<String, List<String>> examples = new TreeMap<>();
    for (Row row : rows(train)) {
      examples.computeIfAbsent(row.intent, intent -> new ArrayList<>()).add(row.text);
    }
    Timed embedding = Timed.begin();
    EmbeddingModel cached = trainer.encoder();
    if (cached != null) {
      cached.embed(examples.values().stream().flatMap(List::stream).toList());
    }
    embedding = embedding.ended();
    Timed learning = Timed.begin();
    IntentTrainer.Training training = trainer.train(examples);
    learning = learning.ended();
    byte[] bytes = training.model().bytes();
    // The cache would hide the encoder's time.
    IntentModel model = plain == null ? IntentModel.of(bytes) : IntentModel.of(bytes, plain);
    List<Row> tests = rows(test);
    tests.subList(0, Math.min(300, tests.size())).forEach(row -> model.ranked(row.text, 1));
    double[] wall = new double[tests.size()];
    double[] cpu = new double[tests.size()];
    List<Seen> seen = new ArrayList<>();
    for (int i = 0; i < wall.length; i++) {
      Timed time = Timed.begin();
      List<Intent> best = model.ranked(tests.get(i).text, 1);
      time = time.ended();
      wall[i] = time.wall / 1e6;
      cpu[i] = time.cpu / 1e6;
      seen.add(Seen.of(best, tests.get(i).intent));
    }
    Arrays.sort(wall);
    Arrays.sort(cpu);
    long taken = seen.stream().filter(one -> one.sure >= model.threshold()).count();
    long takenRight =
        seen.stream().filter(one -> one.sure >= model.threshold() && one.right).count();
    List<Seen> others = new ArrayList<>();
    for (Row row : elsewhere == null ? List.<Row>of() : rows(elsewhere)) {
      others.add(Seen.of(model.ranked(row.text, 1), row.intent));
    }
    TrainingReport report = training.report();
    Encoded encoded = model.encoded();
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %s | %d | %.2f %% | %.1f %% | %.1f %%, %.1f %%%s | %.3f | %.1f s"
            + " | %.1f / %.1f s | %,d | %.2f / %.2f ms | %.2f / %.2f ms |%n",
        name,
        encoder,
        encoded == null ? "1" : String.format(Locale.ROOT, "%.1f", encoded.blend().words()),
        report.examples(),
        100.0 * seen.stream().filter(Seen::right).count() / seen.size(),
        report.accuracy() == null ? Double.NaN : 100 * report.accuracy(),
        100.0 * taken / seen.size(),
        100.0 * takenRight / taken,
        elsewhere(seen, others, model.threshold()),
        calibrationError(seen),
        embedding.cpu / 1e9,
        learning.cpu / 1e9,
        learning.wall / 1e9,
        bytes.length,
        cpu[cpu.length / 2],
        cpu[cpu.length * 95 / 100],
        wall[wall.length / 2],
        wall[wall.length * 95 / 100]);
  }

  /** What became of texts about something else. */
  private static String elsewhere(List<Seen> seen, List<Seen> others, double threshold) {
    if (others.isEmpty()) {
      return " | ";
    }
    double[] sure = others.stream().mapToDouble(Seen::sure).sorted().toArray();
    double pairs = 0;
    for (Seen one : seen) {
      pairs +=
          below(sure, one.sure)
              + 0.5 * (below(sure, Math.nextUp(one.sure)) - below(sure, one.sure));
    }
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "; %.1f %% | %.4f",
            100.0 * below(sure, threshold) / sure.length,
            pairs / seen.size() / sure.length));
    // The highest threshold that leaves so many of all texts found and right.
    double[] right = seen.stream().filter(Seen::right).mapToDouble(Seen::sure).sorted().toArray();
    for (double wanted : new double[] {93.5, 90, 80, 75}) {
      int needed = (int) Math.ceil(wanted / 100 * seen.size());
      if (needed <= right.length) {
        double at = right[right.length - needed];
        text.append(
            String.format(
                Locale.ROOT,
                ", %.1f %% at %.1f %% (%.2f)",
                100.0 * below(sure, at) / sure.length,
                wanted,
                at));
      }
    }
    return text.toString();
  }

  private static int below(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) / 2;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** How far confidence and truth are apart, in ten parts of confidence (Guo et al., 2017). */
  private static double calibrationError(List<Seen> seen) {
    double[] apart = new double[10];
    for (Seen one : seen) {
      apart[Math.min(9, (int) (one.sure * 10))] += one.sure - (one.right ? 1 : 0);
    }
    return Arrays.stream(apart).map(Math::abs).sum() / seen.size();
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

  /** How sure a model was of its best intent, and whether that was right. */
  private record Seen(double sure, boolean right) {
    static Seen of(List<Intent> best, String intent) {
      return best.isEmpty()
          ? new Seen(0, false)
          : new Seen(best.getFirst().confidence(), best.getFirst().name().equals(intent));
    }
  }

  /** Nanoseconds of this thread and of the clock. */
  private record Timed(long cpu, long wall) {
    static Timed begin() {
      return new Timed(CPU.getCurrentThreadCpuTime(), System.nanoTime());
    }

    Timed ended() {
      return new Timed(CPU.getCurrentThreadCpuTime() - cpu, System.nanoTime() - wall);
    }
  }
}
