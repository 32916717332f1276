package io.botflow.cli;

import io.botflow.server.config.ConfigurationException;
import io.botflow.server.config.ServerConfig;
import io.botflow.store.jdbc.DatabaseException;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Restores;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Run once between the restore of a backup and the start of the first server. */
@Command(
    name = "restored",
    description =
        "After the restore of a backup: hold what it says is unsent, so that nothing goes twice.",
    footer = {
      "",
      "Stop all servers, restore the database, run this once, then start the servers.",
      "BOTFLOW_* variables lead to the database, as for serve."
    })
final class RestoredCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Databases databases =
        Databases.open(ServerConfig.read(System.getenv()).database().settings())) {
      List<Restores.Held> held = new Restores(databases).hold();
      if (held.isEmpty()) {
        out.println("Nothing was waiting to be sent. The servers can be started.");
        return Exit.OK.code();
      }
      DateTimeFormatter moment =
          DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
              .withZone(ZoneId.systemDefault());
      out.printf("%-40s %10s  %s%n", "Organisation", "Messages", "Oldest");
      held.forEach(
          one ->
              out.printf(
                  "%-40s %,10d  %s%n", one.name(), one.messages(), moment.format(one.oldest())));
      out.println(
          "These were unsent in the backup and may have been sent since. They are kept and not sent;"
              + " whoever writes is answered as before. The servers can be started.");
      return Exit.OK.code();
    } catch (ConfigurationException | DatabaseException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return Exit.MISUSE.code();
    }
  }
}
