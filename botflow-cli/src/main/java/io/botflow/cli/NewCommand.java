package io.botflow.cli;

import io.botflow.testing.FlowTests;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
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
  private static final Map<String, String> TEMPLATES = new LinkedHashMap<>();

  static {
    TEMPLATES.put("booking", "books an appointment and has it confirmed");
    TEMPLATES.put("order-tracking", "says where an order is");
    TEMPLATES.put("faq", "answers from the knowledge base, else hands over to a person");
    TEMPLATES.put("lead-generation", "asks a prospect a few questions and rates the answers");
  }

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
      TEMPLATES.forEach((name, what) -> out.printf("%-16s %s%n", name, what));
      out.println();
      out.println("Take one with: botflow new TEMPLATE [DIR]");
      return Exit.OK.code();
    }
    if (!TEMPLATES.containsKey(template)) {
      throw new ParameterException(
          spec.commandLine(),
          "there is no template \""
              + template
              + "\"; there are "
              + String.join(", ", TEMPLATES.keySet())
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
    String resource = "/templates/" + to.getFileName();
    try (InputStream in = NewCommand.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("this botflow was packaged without " + resource);
      }
      Files.copy(in, to);
    } catch (FileAlreadyExistsException e) {
      throw new CommandProblem(Exit.MISUSE, to + " is there already.");
    }
  }
}
