package io.botflow.cli;

import io.botflow.ai.FallbackChatModel;
import io.botflow.ai.FallbackSettings;
import io.botflow.ai.LastStep;
import io.botflow.ai.OpenAiChatModel;
import io.botflow.ai.OpenAiSettings;
import io.botflow.ai.Provider;
import io.botflow.ai.intent.IntentTrainer;
import io.botflow.ai.intent.TrainedIntents;
import io.botflow.ai.knowledge.Article;
import io.botflow.ai.knowledge.InMemoryKnowledge;
import io.botflow.spi.ChatModel;
import io.botflow.spi.KnowledgeBase;
import io.botflow.testing.Evaluation;
import io.botflow.testing.EvaluationBaseline;
import io.botflow.testing.EvaluationReport;
import io.botflow.testing.RecordedChatModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks bots the questions of golden sets. */
@Command(
    name = "eval",
    description = {
      "Ask bots the questions of golden sets (the files *.eval.yaml beside flows), and say how many of",
      "the answers are as they have to be. The model's answers come from the recordings beside the",
      "file, without any network; --record asks the model of BOTFLOW_MODEL_URL, BOTFLOW_MODEL_KEY and",
      "BOTFLOW_MODEL_NAME what is not recorded yet. A case that passed in the kept baseline and does",
      "not any more fails the command."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  botflow eval examples/flows",
      "  botflow eval shop.eval.yaml --record --keep",
      "  botflow eval flows --format junit > results.xml"
    })
final class EvalCommand implements Callable<Integer> {
  private static final String RECORDINGS = ".recordings.json";
  private static final String BASELINE = ".baseline.json";

  /** Nobody waits: each question is asked, however many failed before it. */
  private static final FallbackSettings NO_CIRCUIT =
      new FallbackSettings(
          Duration.ofSeconds(7), 10_000, Duration.ofSeconds(1), new LastStep.HandOff());

  /** Of the flows of a file. */
  private static final int INTENT_MODELS = 16;

  /** How results are written. */
  enum Format {
    HUMAN,
    JSON,
    JUNIT
  }

  /** Who answers. */
  enum Model {
    RECORDED,
    NONE
  }

  /**
   * A file with what it is compared with.
   *
   * @param suites in the order of the file
   */
  record Judged(EvaluationReport.EvaluatedFile file, List<EvaluationBaseline.Judged> suites) {
    Judged {
      suites = List.copyOf(suites);
    }

    boolean passed() {
      return file.problems().isEmpty()
          && suites.stream().allMatch(EvaluationBaseline.Judged::passed);
    }
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FILE|DIR",
      arity = "1..*",
      description = "Golden sets, or folders of them.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = {"-f", "--format"},
      description = "One of ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} where it is left out.")
  private Format format = Format.HUMAN;

  @Option(
      names = "--model",
      description =
          "One of ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} where it is left out. With none, the best"
              + " passage answers.")
  private Model model = Model.RECORDED;

  @Option(
      names = "--record",
      description = "Ask the model what is not recorded yet, and keep its answers.")
  private boolean record;

  @Option(names = "--anew", description = "With --record: ask everything again.")
  private boolean anew;

  @Option(names = "--keep", description = "Keep what passes now as the baseline.")
  private boolean keep;

  @Mixin private Plugins plugins = new Plugins();

  @Override
  public Integer call() {
    if ((record && model == Model.NONE) || (anew && !record)) {
      throw new CommandProblem(
          Exit.MISUSE, "--record asks the model, and --anew goes with --record.");
    }
    ChatModel real = record ? real() : null;
    Evaluation evaluation =
        new Evaluation(
            plugins.types(),
            EvalCommand::shelf,
            new TrainedIntents(IntentTrainer.DEFAULT, INTENT_MODELS));
    List<Judged> results = new ArrayList<>();
    for (Path file : Paths.find(paths, Evaluation.EVALUATION_FILE, "golden sets")) {
      results.add(run(evaluation, file, real));
    }
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case HUMAN -> EvalReports.human(results, out, spec.commandLine().getColorScheme());
      case JSON -> EvalReports.json(results, out);
      case JUNIT -> JUnitReport.evaluations(results, out);
    }
    boolean passed =
        results.stream().allMatch(one -> keep ? one.file().problems().isEmpty() : one.passed());
    return (passed ? Exit.OK : Exit.PROBLEMS).code();
  }

  private Judged run(Evaluation evaluation, Path file, @Nullable ChatModel real) {
    Path recordings = beside(file, RECORDINGS);
    RecordedChatModel recorded = null;
    if (model == Model.RECORDED) {
      try {
        recorded = new RecordedChatModel(anew ? "" : optional(recordings), real);
      } catch (IllegalArgumentException e) {
        throw new CommandProblem(Exit.MISUSE, recordings + " holds " + e.getMessage());
      }
    }
    EvaluationReport.EvaluatedFile result = evaluation.run(file, recorded);
    if (record && recorded != null && result.problems().isEmpty()) {
      write(recordings, recorded.recordings());
    }
    Path kept = beside(file, BASELINE);
    if (keep && result.problems().isEmpty()) {
      write(kept, EvaluationBaseline.of(result).json());
    }
    EvaluationBaseline baseline;
    try {
      baseline =
          Files.exists(kept) ? EvaluationBaseline.read(Paths.read(kept)) : EvaluationBaseline.NONE;
    } catch (IllegalArgumentException e) {
      throw new CommandProblem(Exit.MISUSE, kept + " holds " + e.getMessage());
    }
    return new Judged(result, result.suites().stream().map(baseline::judge).toList());
  }

  private static Path beside(Path file, String suffix) {
    String name = Objects.toString(file.getFileName());
    String stem =
        name.endsWith(Evaluation.EVALUATION_FILE)
            ? name.substring(0, name.length() - Evaluation.EVALUATION_FILE.length())
            : name;
    return file.resolveSibling(stem + suffix);
  }

  private static String optional(Path file) {
    return Files.exists(file) ? Paths.read(file) : "";
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new CommandProblem(Exit.MISUSE, file + " cannot be written: " + e.getMessage());
    }
  }

  /** By words alone, so that every machine finds the same passages and asks the same questions. */
  private static KnowledgeBase shelf(List<Evaluation.Article> articles) {
    UUID owner = new UUID(0, 1);
    InMemoryKnowledge knowledge = new InMemoryKnowledge(null);
    List<Article> shelf = new ArrayList<>();
    for (Evaluation.Article article : articles) {
      shelf.add(
          new Article(
              "article-" + (shelf.size() + 1),
              article.title(),
              article.text(),
              article.language(),
              null));
    }
    knowledge.put(owner, shelf);
    return (organization, question, categories, most) ->
        knowledge.search(owner, question, categories, most);
  }

  private static ChatModel real() {
    String url =
        Objects.requireNonNullElse(System.getenv("BOTFLOW_MODEL_URL"), OpenAiSettings.OPENAI);
    String key = System.getenv("BOTFLOW_MODEL_KEY");
    String name = System.getenv("BOTFLOW_MODEL_NAME");
    if (name == null || name.isBlank()) {
      throw new CommandProblem(
          Exit.MISUSE,
          "--record asks the model that BOTFLOW_MODEL_NAME names, at BOTFLOW_MODEL_URL with"
              + " BOTFLOW_MODEL_KEY.");
    }
    try {
      return new FallbackChatModel(
          List.of(new Provider(name, new OpenAiChatModel(new OpenAiSettings(url, key, name)))),
          NO_CIRCUIT);
    } catch (IllegalArgumentException e) {
      throw new CommandProblem(Exit.MISUSE, "BOTFLOW_MODEL_URL: " + e.getMessage());
    }
  }
}
