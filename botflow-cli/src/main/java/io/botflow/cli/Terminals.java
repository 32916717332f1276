package io.botflow.cli;

import java.io.Console;

/** Whether a person or a program reads what is written. */
final class Terminals {
  private Terminals() {}

  /** Whether both ends of the command are a terminal. */
  @SuppressWarnings("SystemConsoleNull") // null is how Java 21 says so; newer ones are asked below
  static boolean interactive() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
    } catch (ReflectiveOperationException e) {
      return true; // Java 21, which has a console only where there is a terminal
    }
  }

  /** Whether to write in colour: to a terminal, unless NO_COLOR (https://no-color.org) says no. */
  static boolean colours() {
    String no = System.getenv("NO_COLOR");
    return (no == null || no.isEmpty()) && !"dumb".equals(System.getenv("TERM")) && interactive();
  }
}
