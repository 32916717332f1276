package io.botflow.cli;

import io.botflow.flow.Flow;
import io.botflow.flow.FlowReader;
import io.botflow.flow.FlowWriter;
import io.botflow.testing.FlowTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes flows in their canonical form. */
@Command(
    name = "fmt",
    description = "Write flows in their canonical form: keys in order, one a line.",
    footerHeading = "%nExamples:%n",
    footer = {"  botflow fmt flows", "  botflow fmt flows --check"})
final class FormatCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE|DIR", arity = "1..*", description = "Flows, or folders of them.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--check",
      description = "Change nothing; name the files that are not in that form and fail.")
  private boolean check;

  @Override
  public Integer call() {
    Exit exit = Exit.OK;
    for (Path file : Paths.find(paths, FlowTests.FLOW_FILE, "flows")) {
      String text = Paths.read(file);
      FlowReader.Reading reading = FlowReader.read(text);
      Flow flow = reading.flow();
      if (flow == null) {
        spec.commandLine()
            .getErr()
            .println("botflow: " + file + ": " + reading.problems().get(0).text());
        exit = Exit.PROBLEMS;
        continue;
      }
      String canonical = FlowWriter.write(flow);
      if (!canonical.equals(text)) {
        spec.commandLine().getOut().println(file);
        if (check) {
          exit = Exit.PROBLEMS;
        } else {
          write(file, canonical);
        }
      }
    }
    return exit.code();
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new CommandProblem(Exit.MISUSE, file + " cannot be written: " + e.getMessage());
    }
  }
}
