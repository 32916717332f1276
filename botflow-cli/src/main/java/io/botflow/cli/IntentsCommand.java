package io.botflow.cli;

import io.botflow.ai.intent.IntentTrainer;
import io.botflow.ai.intent.SuggestedExample;
import io.botflow.ai.intent.TrainingReport;
import io.botflow.engine.CompiledFlow;
import io.botflow.node.NodeTypes;
import io.botflow.testing.CheckedFlow;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says how well a flow's intents are told apart. */
@Command(
    name = "intents",
    description = {
      "Say how well a flow's intents are told apart by their examples: which are weak, and which are",
      "taken for each other. Every example is classified by a model that was trained without it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  botflow intents shop.flow.json",
      "  botflow intents shop.flow.json --texts written.txt",
      "  botflow intents shop.flow.json --format json",
      "  botflow intents shop.flow.json --least 80     fails where less than 80 % are found"
    })
final class IntentsCommand implements Callable<Integer> {
  private static final int WHOLE = 100;
  private static final int MOST_SUGGESTED = 50;

  /** How the report is written. */
  enum Format {
    HUMAN,
    JSON
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FLOW", description = "The flow's file.")
  private Path path = Path.of("");

  @Option(
      names = {"-f", "--format"},
      description = "One of ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} where it is left out.")
  private Format format = Format.HUMAN;

  @Option(
      names = "--least",
      paramLabel = "PERCENT",
      description = "Fail where less of the examples are taken for the right intent.")
  private int least;

  @Option(
      names = "--texts",
      paramLabel = "FILE",
      description = "What customers wrote, a text a line: suggest examples from it.")
  private @Nullable Path texts;

  @Mixin private Plugins plugins = new Plugins();

  @Override
  public Integer call() {
    Path file = Paths.flow(path);
    Map<String, List<String>> examples = examples(file, plugins.types());
    IntentTrainer.Training training = IntentTrainer.DEFAULT.train(examples);
    TrainingReport report = training.report();
    List<SuggestedExample> suggested =
        texts == null
            ? List.of()
            : SuggestedExample.of(
                training.model(), examples, Paths.read(texts).lines().toList(), MOST_SUGGESTED);
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case HUMAN -> write(report, suggested, out);
      case JSON -> json(report, suggested, out);
    }
    Double accuracy = report.accuracy();
    boolean enough = accuracy == null ? least == 0 : accuracy * WHOLE >= least;
    return (enough ? Exit.OK : Exit.PROBLEMS).code();
  }

  private static Map<String, List<String>> examples(Path file, NodeTypes types) {
    CompiledFlow flow = CheckedFlow.of(Paths.read(file), types, null).compiled();
    if (flow == null) {
      throw new CommandProblem(
          Exit.PROBLEMS, file + " cannot run. For what is wrong: botflow validate " + file);
    }
    Map<String, List<String>> examples = flow.flow().intents();
    if (examples.isEmpty()) {
      throw new CommandProblem(Exit.PROBLEMS, file + " has no intents.");
    }
    return examples;
  }

  private static void write(
      TrainingReport report, List<SuggestedExample> suggested, PrintWriter out) {
    Double accuracy = report.accuracy();
    out.printf(
        "%d intents with %d examples; %s%n",
        report.intents(),
        report.examples(),
        accuracy == null
            ? "each needs two examples at least before anything can be said."
            : percent(accuracy) + " of the examples are taken for the right intent.");
    if (!report.weak().isEmpty()) {
      out.println();
      out.println("Weak intents, which need more examples, or others:");
      report
          .weak()
          .forEach(
              weak ->
                  out.printf(
                      "  %-30s %3d examples, %s found%n",
                      weak.intent(), weak.examples(), percent(weak.found())));
    }
    if (!report.confusions().isEmpty()) {
      out.println();
      out.println("Taken for another:");
      report
          .confusions()
          .forEach(
              confusion ->
                  out.printf(
                      "  %-30s for %-30s %d times%n",
                      confusion.intent(), confusion.takenFor(), confusion.times()));
    }
    if (!report.shared().isEmpty()) {
      out.println();
      out.println("Examples that several intents have:");
      report
          .shared()
          .forEach(
              shared ->
                  out.printf(
                      "  \"%s\" is in %s%n",
                      shared.example(), String.join(", ", shared.intents())));
    }
    suggest(suggested, out);
  }

  private static void suggest(List<SuggestedExample> suggested, PrintWriter out) {
    if (!suggested.isEmpty()) {
      out.println();
      out.println("Not sure of; examples of these intents, or of others:");
      suggested.forEach(
          one ->
              out.printf(
                  "  %-30s %s  \"%s\" (%d times)%n",
                  one.intent(), percent(one.confidence()), one.text(), one.times()));
    }
  }

  private static String percent(double part) {
    return String.format(Locale.ROOT, "%.0f %%", part * WHOLE);
  }

  private static void json(
      TrainingReport report, List<SuggestedExample> suggested, PrintWriter out) {
    JsonReport.document(
        out,
        json -> {
          json.writeStartObject();
          json.writeNumberField("intents", report.intents());
          json.writeNumberField("examples", report.examples());
          Double accuracy = report.accuracy();
          if (accuracy == null) {
            json.writeNullField("accuracy");
          } else {
            json.writeNumberField("accuracy", accuracy);
          }
          json.writeArrayFieldStart("weak");
          for (TrainingReport.Weak weak : report.weak()) {
            json.writeStartObject();
            json.writeStringField("intent", weak.intent());
            json.writeNumberField("examples", weak.examples());
            json.writeNumberField("found", weak.found());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("confusions");
          for (TrainingReport.Confusion confusion : report.confusions()) {
            json.writeStartObject();
            json.writeStringField("intent", confusion.intent());
            json.writeStringField("takenFor", confusion.takenFor());
            json.writeNumberField("times", confusion.times());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("suggested");
          for (SuggestedExample one : suggested) {
            json.writeStartObject();
            json.writeStringField("text", one.text());
            json.writeStringField("intent", one.intent());
            json.writeNumberField("confidence", one.confidence());
            json.writeNumberField("times", one.times());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("shared");
          for (TrainingReport.Shared shared : report.shared()) {
            json.writeStartObject();
            json.writeStringField("example", shared.example());
            json.writeArrayFieldStart("intents");
            for (String intent : shared.intents()) {
              json.writeString(intent);
            }
            json.writeEndArray();
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }
}
