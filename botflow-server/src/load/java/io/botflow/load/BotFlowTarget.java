package io.botflow.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** BotFlow's server with its embedded PostgreSQL, both with the settings of every user. */
final class BotFlowTarget implements Target {
  private final Path folder;
  private final int port;
  private final List<Line> lines = new ArrayList<>();
  private final List<String> jvmFlags;
  private final Map<String, String> settings;
  private @Nullable ChildProcess process;

  /**
   * A server that is not started yet.
   *
   * @param folder for its data and logs
   * @param jvmFlags beside {@code -Xmx512m}
   * @param settings {@code BOTFLOW_*} variables that are not standard
   */
  BotFlowTarget(Path folder, int organisations, List<String> jvmFlags, Map<String, String> settings)
      throws IOException {
    this.folder = folder;
    this.port = ChildProcess.freePort();
    this.jvmFlags = jvmFlags;
    this.settings = settings;
    for (int i = 0; i < organisations; i++) {
      String path = "/api/webhooks/whatsapp/" + LoadServer.bot(i).channel();
      lines.add(new Line(Line.phoneNumberId(i), Line.secret(i), URI.create(address() + path)));
    }
  }

  private String address() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public List<Line> lines() {
    return lines;
  }

  @Override
  public void start(String graphUrl) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.add("-Xlog:gc:file=" + garbageFile() + ":uptime:filecount=0");
    // Java before 23 does not know the flag that keeps a warning out of the log.
    command.add("-XX:+IgnoreUnrecognizedVMOptions");
    command.add("--sun-misc-unsafe-memory-access=allow");
    if (jvmFlags.stream().noneMatch(flag -> flag.endsWith("GC"))) {
      // As ./botflow does where there are two processors.
      command.add("-XX:+UseSerialGC");
    }
    command.addAll(jvmFlags);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(LoadServer.class.getName());
    command.add(Integer.toString(lines.size()));
    Map<String, String> environment = new HashMap<>();
    environment.put("BOTFLOW_HTTP_HOST", "127.0.0.1");
    environment.put("BOTFLOW_HTTP_PORT", Integer.toString(port));
    environment.put("BOTFLOW_DATA_DIR", data().toString());
    environment.put("BOTFLOW_WHATSAPP_GRAPH_URL", graphUrl);
    environment.putAll(settings);
    ChildProcess started =
        ChildProcess.start(command, environment, Path.of(""), folder.resolve("server.log"));
    started.awaitReady(URI.create(address() + "/health/ready"));
    process = started;
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Path garbageFile() {
    return folder.resolve("gc.log");
  }

  @Override
  public long pid() {
    return running().pid();
  }

  @Override
  public GarbageLog garbage() {
    return new GarbageLog(garbageFile());
  }

  @Override
  public @Nullable PostgresFolder postgres() throws IOException {
    return Files.isDirectory(data()) ? PostgresFolder.find(data()) : null;
  }

  @Override
  public void kill() throws InterruptedException {
    running().kill();
  }

  @Override
  public void close() {
    if (process != null) {
      process.stop();
    }
  }

  private ChildProcess running() {
    if (process == null) {
      throw new IllegalStateException("not started");
    }
    return process;
  }
}
