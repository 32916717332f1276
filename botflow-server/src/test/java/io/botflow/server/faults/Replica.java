package io.botflow.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** One server process on a port of its own, and what can be done to it. */
final class Replica implements AutoCloseable {
  /** For a machine that runs other tests as well. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  final int port;
  private final Process process;
  private final Path log;

  private Replica(int port, Process process, Path log) {
    this.port = port;
    this.process = process;
    this.log = log;
  }

  static Replica start(Map<String, String> environment, int port, Path log) throws IOException {
    return start(System.getProperty("java.class.path"), environment, port, log);
  }

  /** A server of another build, that is. */
  static Replica start(String classPath, Map<String, String> environment, int port, Path log)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                classPath,
                FaultyServer.class.getName()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("BOTFLOW_"));
    builder.environment().putAll(environment);
    builder.environment().put("BOTFLOW_HTTP_HOST", "127.0.0.1");
    builder.environment().put("BOTFLOW_HTTP_PORT", Integer.toString(port));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new Replica(port, builder.start(), log);
  }

  /** Waits until work may be sent to it. */
  Replica ready() throws Exception {
    Until.holds(
        "the server is ready; its log:\n" + log(), PATIENCE, () -> status("/health/ready") == 200);
    return this;
  }

  /** The status of an answer; 0 where there is none. */
  int status(String path) throws InterruptedException {
    try {
      return get(path).statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + port + path);
    return HTTP.send(
        HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build(),
        BodyHandlers.ofString());
  }

  /** The sum of a meter over its tags; 0 where there is none yet. */
  double metric(String name) throws IOException, InterruptedException {
    return sum(line -> line.startsWith(name + " ") || line.startsWith(name + "{"));
  }

  /** How often a channel answered so: accepted, retry, rejected, unknown. */
  double replies(String result) throws IOException, InterruptedException {
    return sum(line -> line.startsWith("botflow_replies_total{result=\"" + result + "\"}"));
  }

  /**
   * The bytes in use of a part of its heap; what outlived collections is in {@code Tenured Gen}.
   */
  double used(String pool) throws IOException, InterruptedException {
    return sum(line -> line.startsWith("jvm_memory_used_bytes{") && line.contains(pool));
  }

  private double sum(Predicate<String> wanted) throws IOException, InterruptedException {
    return get("/metrics")
        .body()
        .lines()
        .filter(wanted)
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits until it has died by itself, as its plan says. */
  void dies() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .as(() -> "the point was never reached; its log:\n" + log())
        .isTrue();
    assertThat(process.exitValue()).as(this::log).isEqualTo(CrashPlan.KILLED);
  }

  /** As {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** As a container platform does it: SIGTERM, and SIGKILL when that takes too long. */
  void terminate() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(40, TimeUnit.SECONDS))
        .as(() -> "the server stops when it is told to; its log:\n" + log())
        .isTrue();
  }

  void freeze() throws IOException {
    signal("STOP");
  }

  void thaw() throws IOException {
    signal("CONT");
  }

  /** Waits until it stands still. */
  void frozen() throws Exception {
    Until.holds("the server stands still; its log:\n" + log(), PATIENCE, () -> state() == 'T');
  }

  private void signal(String name) throws IOException {
    String command = "kill -" + name + " " + process.pid();
    new ProcessBuilder("/bin/sh", "-c", command).start().onExit().join();
  }

  private char state() throws IOException {
    String command = "ps -o state= -p " + process.pid();
    Process ps = new ProcessBuilder("/bin/sh", "-c", command).start();
    String state = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return state.isEmpty() ? ' ' : state.charAt(0);
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() throws IOException {
    if (process.isAlive()) {
      thaw();
      process.destroy();
      process.onExit().completeOnTimeout(process, 40, TimeUnit.SECONDS).join();
      process.destroyForcibly();
    }
  }
}
