package io.botflow.testing;

import io.botflow.node.NodeTypes;
import io.botflow.spi.ChatModel;
import io.botflow.spi.IntentClassifier;
import io.botflow.spi.KnowledgeBase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks a bot the questions of golden sets, {@code NAME.eval.yaml} beside {@code NAME.flow.json}, on
 * the bare engine. The model may be asked, nothing else is outside: programs are the file's stubs.
 * The outcome is a value; nothing is thrown for what the files' authors wrote. Thread-safe where
 * what it is given is.
 *
 * @param shelf makes a knowledge base of what a file says that the bot knows
 * @param intents null for none
 */
public record Evaluation(
    NodeTypes types,
    Function<List<Article>, KnowledgeBase> shelf,
    @Nullable IntentClassifier intents) {
  /** How the name of a golden set ends. */
  public static final String EVALUATION_FILE = ".eval.yaml";

  /**
   * Something that the bot knows.
   *
   * @param title what it answers
   * @param text Markdown
   * @param language BCP 47; null where the file does not say
   */
  public record Article(String title, String text, @Nullable String language) {}

  /**
   * Asks the questions of one file.
   *
   * @param model null to see what the bot answers without one
   */
  public EvaluationReport.EvaluatedFile run(Path file, @Nullable ChatModel model) {
    List<FileProblem> problems = new ArrayList<>();
    String text = FlowFiles.read(file, 1, problems);
    GoldenSet set = text == null ? null : GoldenSetReader.read(file, text, problems);
    FlowSet flows =
        set == null || !problems.isEmpty()
            ? null
            : new FlowFiles(types, problems)
                .set(file, EVALUATION_FILE, set.flow(), set.flowLine(), set.flows());
    if (set == null || flows == null || !problems.isEmpty()) {
      return new EvaluationReport.EvaluatedFile(file, problems, List.of());
    }
    KnowledgeBase knowledge = shelf.apply(set.articles());
    List<EvaluationReport.SuiteResult> suites = new ArrayList<>();
    for (GoldenSet.Suite suite : set.suites()) {
      List<EvaluationReport.CaseResult> cases = new ArrayList<>();
      for (GoldenSet.Case one : suite.cases()) {
        cases.add(new EvaluationRun(flows, set, knowledge, model, intents).run(suite.kind(), one));
      }
      suites.add(new EvaluationReport.SuiteResult(suite.name(), suite.least(), cases));
    }
    return new EvaluationReport.EvaluatedFile(file, problems, suites);
  }
}
