package io.botflow.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Another bot program with the same bot, as {@code src/load/peers} sets it up. npm installs it at
 * the first run, from the registry that it is configured for.
 */
final class PeerTarget implements Target {
  private static final Path SOURCES = Path.of("src", "load", "peers");

  private final String name;
  private final Path installation;
  private final Path log;
  private final int port;
  private final Map<String, String> settings;
  private @Nullable ChildProcess process;

  /**
   * A peer that is not started yet.
   *
   * @param name of its folder
   * @param installations where peers stay installed between runs
   * @param settings further variables for its program
   */
  PeerTarget(String name, Path installations, Path log, Map<String, String> settings)
      throws IOException {
    this.name = name;
    this.installation = installations.resolve(name);
    this.log = log;
    this.port = ChildProcess.freePort();
    this.settings = settings;
  }

  @Override
  public List<Line> lines() {
    return List.of(new Line(Line.phoneNumberId(0), Line.secret(0), URI.create(address())));
  }

  private String address() {
    return "http://127.0.0.1:" + port + "/webhook";
  }

  @Override
  public void start(String graphUrl) throws IOException {
    copySources();
    Map<String, String> environment = new HashMap<>();
    environment.put("PORT", Integer.toString(port));
    environment.put("GRAPH_URL", graphUrl);
    environment.put("ACCESS_TOKEN", Line.ACCESS_TOKEN);
    environment.put("VERIFY_TOKEN", Line.VERIFY_TOKEN);
    environment.put("PHONE_NUMBER_ID", Line.phoneNumberId(0));
    environment.putAll(settings);
    ChildProcess started =
        ChildProcess.start(List.of("sh", "run.sh"), environment, installation, log);
    started.awaitReady(
        URI.create(
            address()
                + "?hub.mode=subscribe&hub.challenge=1&hub.verify_token="
                + Line.VERIFY_TOKEN));
    process = started;
  }

  private void copySources() throws IOException {
    Files.createDirectories(installation);
    try (Stream<Path> files = Files.list(SOURCES.resolve(name))) {
      for (Path file : files.toList()) {
        Files.copy(
            file, installation.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  @Override
  public long pid() {
    return running().pid();
  }

  @Override
  public @Nullable GarbageLog garbage() {
    return null;
  }

  @Override
  public @Nullable PostgresFolder postgres() {
    return null;
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
