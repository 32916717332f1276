package io.botflow.cli;

import io.botflow.server.ServerMain;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Starts the server with the settings of the environment. */
@Command(
    name = "serve",
    description = "Start the server; BOTFLOW_* variables set it up.",
    footer = {
      "",
      "Without BOTFLOW_DATABASE_URL it starts a PostgreSQL of its own in BOTFLOW_DATA_DIR.",
      "SIGTERM lets turns that are under way end first."
    })
final class ServeCommand implements Callable<Integer> {
  @Override
  public Integer call() throws InterruptedException {
    return ServerMain.run(System.getenv(), System.err);
  }
}
