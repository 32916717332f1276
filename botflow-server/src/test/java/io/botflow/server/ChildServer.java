package io.botflow.server;

import io.botflow.server.config.ServerConfig;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A server in a JVM of its own, which can be killed. */
final class ChildServer {
  private ChildServer() {}

  /** What the child runs. */
  public static void main(String[] arguments) throws InterruptedException {
    BotFlowServer server = BotFlowServer.open(ServerConfig.read(System.getenv()));
    TestServer.ONE.deploy(server.deployments());
    server.start();
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    server.awaitClose();
  }

  /** Starts one; what it logs goes to {@code log}. */
  static Process start(Map<String, String> environment, Path log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+IgnoreUnrecognizedVMOptions");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-Xmx512m");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(ChildServer.class.getName());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("BOTFLOW_"));
    builder.environment().putAll(environment);
    File file = log.toFile();
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(file))
        .start();
  }
}
