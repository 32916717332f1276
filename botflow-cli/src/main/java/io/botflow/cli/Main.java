package io.botflow.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The botflow command. Exit codes: 0 success, 1 problems found, 2 misuse. */
@Command(
    name = "botflow",
    description = "Check, try, test and serve bot flows.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class Main {
  private Main() {}

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }
}
