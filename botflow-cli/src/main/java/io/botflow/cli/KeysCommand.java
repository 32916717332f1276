package io.botflow.cli;

import io.botflow.server.config.ConfigurationException;
import io.botflow.server.config.ServerConfig;
import io.botflow.server.secret.KeyFile;
import io.botflow.server.secret.KeyFileException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks after the key file of the server. */
@Command(
    name = "keys",
    description = "Look after the keys that seal the server's secrets.",
    synopsisSubcommandLabel = "COMMAND")
final class KeysCommand {
  private final Map<String, String> environment;

  @Spec private CommandSpec spec = CommandSpec.create();

  KeysCommand() {
    this(System.getenv());
  }

  KeysCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Command(
      name = "rotate",
      description = "Make a new key, with which everything is sealed from now on.",
      footer = {
        "",
        "Servers that run see the new key at once and seal all secrets anew within minutes; nothing",
        "has to be stopped. The old keys stay in the file, for backups of the database. Servers that",
        "have copies of the file: run it with --prepare, bring the file to all of them, then run it",
        "without, and bring it to all of them again."
      })
  int rotate(
      @Option(
              names = "--prepare",
              description = "Only add the key; it seals from the next rotate on.")
          boolean prepare) {
    try {
      Path file = ServerConfig.read(environment).secrets().keyFile();
      KeyFile.Rotation done = prepare ? KeyFile.prepare(file) : KeyFile.rotate(file);
      spec.commandLine()
          .getOut()
          .printf(
              "%s has %d keys; %s.%nKeep a copy of it, apart from the copies of the database.%n",
              file.toAbsolutePath(),
              done.total(),
              done.waiting() ? "the newest waits for the next rotate" : "the newest seals");
      return Exit.OK.code();
    } catch (ConfigurationException | KeyFileException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return Exit.MISUSE.code();
    }
  }
}
