package io.botflow.cli;

/** Ends a command with a message for the person who called it. */
final class CommandProblem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Exit exit;

  CommandProblem(Exit exit, String message) {
    super(message);
    this.exit = exit;
  }

  Exit exit() {
    return exit;
  }
}
