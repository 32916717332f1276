package io.botflow.cli;

import io.botflow.server.bot.FlowTemplate;
import io.botflow.server.bot.FlowTemplates;
import io.botflow.testing.FlowTests;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Begins a flow from a template. */
@Command(
    name = "new",
    description = "Begin a flow from a template; without one, list the templates.",
    footerHeading = "%nExamples:%n",
    footer = {"  botflow new", "  botflow new booking my-bot"})
final class NewCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TEMPLATE",
      description = "The template's name.")
  private @Nullable String template;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DIR",
      description = "Where to put it; the current folder where it is left out.")
  private Path folder = Path.of("");

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (template == null) {
      FlowTemplates.all()
          .forEach(each -> out.printf("%-16s %s%n", each.name(), each.description()));
      out.println();
      out.println("Take one with: botflow new TEMPLATE [DIR]");
      return Exit.OK.code();
    }
    if (FlowTemplates.find(template) == null) {
      throw new ParameterException(
          spec.commandLine(),
          "there is no template \""
              + template
              + "\"; there are "
              + FlowTemplates.all().stream()
                  .map(FlowTemplate::name)
                  .collect(Collectors.joining(", "))
              + ".");
    }
    Path flow = folder.resolve(template + FlowTests.FLOW_FILE);
    Path tests = folder.resolve(template + FlowTests.TEST_FILE);
    for (Path file : new Path[] {flow, tests}) {
      if (Files.exists(file)) {
        throw new CommandProblem(Exit.MISUSE, file + " is there already; nothing was written.");
      }
    }
    Files.createDirectories(folder.toAbsolutePath());
    copy(flow);
    copy(tests);
    out.println("Wrote " + flow + " and " + tests + ".");
    out.println("Try it with: botflow chat " + flow);
    return Exit.OK.code();
  }

  private static void copy(Path to) throws IOException {
    try (InputStream in = FlowTemplates.open(String.valueOf(to.getFileName()))) {
      Files.copy(in, to);
    } catch (FileAlreadyExistsException e) {
      throw new CommandProblem(Exit.MISUSE, to + " is there already.");
    }
  }
}
