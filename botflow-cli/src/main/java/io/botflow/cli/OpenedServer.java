package io.botflow.cli;

import io.botflow.server.BotFlowServer;
import io.botflow.server.config.ConfigurationException;
import io.botflow.server.config.ServerConfig;
import io.botflow.store.jdbc.DatabaseException;
import java.io.PrintWriter;
import java.util.Map;

/** What a command does with a server's database and settings, without serving. */
record OpenedServer(Map<String, String> environment) {

  /** What is done; false where problems were found. */
  interface Work {
    boolean go(BotFlowServer server, PrintWriter out);
  }

  /**
   * Opens, works and closes; the exit code.
   *
   * @throws CommandProblem where the settings or what was asked for cannot be
   */
  int with(PrintWriter out, Work work) {
    try (BotFlowServer server = BotFlowServer.open(ServerConfig.read(environment))) {
      return work.go(server, out) ? Exit.OK.code() : Exit.PROBLEMS.code();
    } catch (ConfigurationException | DatabaseException e) {
      throw new CommandProblem(Exit.MISUSE, String.valueOf(e.getMessage()));
    }
  }
}
