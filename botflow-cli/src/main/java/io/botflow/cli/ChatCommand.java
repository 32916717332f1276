package io.botflow.cli;

import io.botflow.ai.intent.IntentTrainer;
import io.botflow.ai.intent.TrainedIntents;
import io.botflow.conversation.Contact;
import io.botflow.engine.CompiledFlow;
import io.botflow.engine.Services;
import io.botflow.message.ChannelLimits;
import io.botflow.node.NodeTypes;
import io.botflow.runtime.JdkHttpCaller;
import io.botflow.testing.CheckedFlow;
import io.botflow.testing.FlowSet;
import io.botflow.testing.FlowTests;
import io.botflow.testing.SimulatedConversation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Talks to a flow in the terminal. */
@Command(
    name = "chat",
    description = {
      "Talk to a flow in the terminal; /help lists what can be done besides.",
      "Calls of the flow are really made, and its intents found by their examples; a language",
      "model is not asked.",
      "Other flows in the same folder can be called by it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  botflow chat booking.flow.json --locale af",
      "  printf 'hi\\n1\\n' | botflow chat booking.flow.json"
    })
final class ChatCommand implements Callable<Integer> {
  /** Of the flow, and of those that it calls. */
  private static final int MODELS = 16;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FLOW", description = "The flow's file.")
  private Path path = Path.of("");

  @Option(
      names = "--locale",
      paramLabel = "TAG",
      description = "The customer's language, for example pt-BR.")
  private @Nullable String locale;

  @Option(names = "--trace", description = "Show every event of every turn.")
  private boolean trace;

  @Mixin private Plugins plugins = new Plugins();

  @Override
  public Integer call() throws IOException {
    Path file = Paths.flow(path);
    NodeTypes types = plugins.types();
    CompiledFlow flow = compiled(file, types);
    Contact contact = SimulatedConversation.SOMEBODY.withLanguage(locale);
    Chat chat =
        new Chat(
            new SimulatedConversation(
                new FlowSet(flow, others(file, flow, types)),
                services(),
                ChannelLimits.MESSENGER,
                contact,
                Instant.now()),
            trace,
            spec.commandLine().getOut());
    if (Terminals.interactive()) {
      interactive(chat, flow);
    } else {
      piped(chat);
    }
    return Exit.OK.code();
  }

  /** What the flow may ask: its own calls, and its own intents. */
  static Services services() {
    return new Services(
        new JdkHttpCaller(), null, null, new TrainedIntents(IntentTrainer.DEFAULT, MODELS), null);
  }

  private void interactive(Chat chat, CompiledFlow flow) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.println("You talk to \"" + flow.flow().name() + "\". Write hi to begin, /help for more.");
    out.flush();
    try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
      LineReader reader = LineReaderBuilder.builder().terminal(terminal).build();
      while (chat.take(reader.readLine("> "))) {
        out.flush();
      }
    } catch (EndOfFileException | UserInterruptException e) {
      out.println();
    }
  }

  /** What is written is repeated, so that the output reads as the conversation. */
  private void piped(Chat chat) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      out.println("> " + line);
      if (!chat.take(line)) {
        return;
      }
    }
  }

  private static CompiledFlow compiled(Path file, NodeTypes types) {
    CheckedFlow checked = CheckedFlow.of(Paths.read(file), types, null);
    if (checked.compiled() == null) {
      throw new CommandProblem(
          Exit.PROBLEMS,
          file
              + " cannot run: "
              + checked.problems().get(0).text()
              + " For everything that is wrong: botflow validate "
              + file);
    }
    return checked.compiled();
  }

  /** The folder's other flows that can run; what is wrong with one shows when it is called. */
  private static List<CompiledFlow> others(Path file, CompiledFlow main, NodeTypes types)
      throws IOException {
    List<CompiledFlow> others = new ArrayList<>();
    if (main.flow().nodes().stream().noneMatch(node -> node.type().equals("flow"))) {
      return others;
    }
    Path folder = file.toAbsolutePath().getParent();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, "*" + FlowTests.FLOW_FILE)) {
      for (Path other : files) {
        CompiledFlow flow = CheckedFlow.of(Paths.read(other), types, null).compiled();
        if (flow != null && !flow.id().equals(main.id())) {
          others.add(flow);
        }
      }
    }
    return others;
  }
}
