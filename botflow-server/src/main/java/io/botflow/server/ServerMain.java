package io.botflow.server;

import io.botflow.server.config.ConfigurationException;
import io.botflow.server.config.ServerConfig;
import io.botflow.server.http.PortTakenException;
import io.botflow.store.jdbc.DatabaseException;
import java.io.PrintStream;
import java.util.Map;

/**
 * The server as a program: settings from the environment, then {@link BotFlowServer} until it is
 * told to stop.
 */
public final class ServerMain {
  /** The operator has to change something before another try makes sense. */
  private static final int CANNOT_START = 2;

  private ServerMain() {}

  /** Runs until SIGTERM or SIGINT. */
  public static void main(String[] arguments) throws InterruptedException {
    int code = run(System.getenv(), System.err);
    if (code != 0) {
      System.exit(code);
    }
  }

  /**
   * Runs a server until the process is told to stop.
   *
   * @param err hears why it cannot start
   * @return the exit code
   */
  public static int run(Map<String, String> environment, PrintStream err)
      throws InterruptedException {
    try {
      BotFlowServer server = BotFlowServer.open(ServerConfig.read(environment));
      try {
        server.start();
      } catch (RuntimeException e) {
        server.close();
        throw e;
      }
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "botflow-stop"));
      server.awaitClose();
      return 0;
    } catch (ConfigurationException | DatabaseException | PortTakenException e) {
      err.println(e.getMessage());
      return CANNOT_START;
    }
  }
}
