package io.botflow.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/** What a command wrote and how it ended, run in this process. */
record CommandRun(int code, String out, String err) {

  /** The example flows, which are also the templates. */
  static final Path EXAMPLES = Path.of("../examples/flows");

  static CommandRun of(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    int code =
        Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true), texts[0])
            .execute(texts);
    return new CommandRun(code, out.toString(), err.toString());
  }
}
