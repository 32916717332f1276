package io.botflow.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The botflow command. */
@Command(
    name = "botflow",
    description = "Check, try, test and serve bot flows.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, nothing wrong",
      "1:problems were found, or tests failed",
      "2:the command was not understood, or a file is missing",
      "3:something outside cannot be reached",
      "70:an error in botflow itself"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  botflow new booking my-bot      a flow to begin with",
      "  botflow chat my-bot/booking.flow.json",
      "  botflow validate my-bot",
      "  botflow test my-bot --min-coverage 100"
    })
public final class Main {
  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show where an error in botflow itself happened.")
  private boolean verbose;

  private Main() {}

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code;
    try {
      String first = arguments.length == 0 ? "" : arguments[0];
      code = commandLine(out, err, first).execute(arguments);
    } catch (LinkageError | StackOverflowError | OutOfMemoryError e) {
      err.println("botflow: an error in botflow itself: " + e);
      code = Exit.INTERNAL.code();
    }
    out.flush();
    System.exit(code);
  }

  /** The commands, in the order in which help lists them. */
  private static Map<String, Class<?>> commands() {
    Map<String, Class<?>> commands = new LinkedHashMap<>();
    commands.put("validate", ValidateCommand.class);
    commands.put("test", TestCommand.class);
    commands.put("eval", EvalCommand.class);
    commands.put("chat", ChatCommand.class);
    commands.put("intents", IntentsCommand.class);
    commands.put("new", NewCommand.class);
    commands.put("fmt", FormatCommand.class);
    commands.put("graph", GraphCommand.class);
    commands.put("schema", SchemaCommand.class);
    commands.put("serve", ServeCommand.class);
    commands.put("restored", RestoredCommand.class);
    commands.put("keys", KeysCommand.class);
    commands.put("doctor", DoctorCommand.class);
    commands.put("demo", DemoCommand.class);
    commands.put("phone", PhoneCommand.class);
    commands.put("whatsapp", WhatsAppCommand.class);
    commands.put("channel", ChannelCommand.class);
    return commands;
  }

  /**
   * The command line, writing data to one place and messages to the other. Where the first argument
   * names a command, only that one is set up: reading the options of all would take longer than to
   * validate a flow.
   */
  static CommandLine commandLine(PrintWriter out, PrintWriter err, String first) {
    Main main = new Main();
    CommandLine line = new CommandLine(main);
    Map<String, Class<?>> commands = commands();
    Class<?> only = commands.get(first);
    if (only == null) {
      commands.forEach(line::addSubcommand);
      line.addSubcommand("completion", CompletionCommand.class);
      line.addSubcommand("help", CommandLine.HelpCommand.class);
    } else {
      line.addSubcommand(first, only);
    }
    return line.setOut(out)
        .setErr(err)
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(
                Terminals.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((problem, command, result) -> main.failed(problem, command));
  }

  private int failed(Exception problem, CommandLine command) {
    command.getOut().flush();
    if (problem instanceof CommandProblem known) {
      command.getErr().println("botflow: " + known.getMessage());
      return known.exit().code();
    }
    command.getErr().println("botflow: an error in botflow itself: " + problem);
    if (verbose) {
      problem.printStackTrace(command.getErr());
    } else {
      command.getErr().println("Run it again with --verbose to see where.");
    }
    return Exit.INTERNAL.code();
  }
}
