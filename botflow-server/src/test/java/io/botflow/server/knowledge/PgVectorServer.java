package io.botflow.server.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.botflow.server.TestDatabase;
import io.botflow.store.jdbc.DatabaseAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A PostgreSQL with pgvector, as {@code .ci/pgvector} makes one; a fresh cluster each time. */
final class PgVectorServer {
  private static final Path HOME = Path.of("..", "target", "pgvector").toAbsolutePath().normalize();

  private final Path data;
  private final int port;

  private PgVectorServer(Path data, int port) {
    this.data = data;
    this.port = port;
  }

  /** Started; where there is none the test is skipped and says why. */
  static PgVectorServer start() throws Exception {
    assumeTrue(
        Files.exists(HOME.resolve("ready")),
        "SKIPPED: no PostgreSQL with pgvector in "
            + HOME
            + "; .ci/pgvector makes one, or says why not");
    Path data = Path.of("target", "test-pgvector-" + UUID.randomUUID()).toAbsolutePath();
    Files.createDirectories(data);
    if (isRoot()) {
      run(List.of("chown", "nobody", data.toString()));
    }
    run(
        command(
            "initdb",
            "--pgdata=" + data,
            "--username=botflow",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync"));
    int port = freePort();
    run(
        command(
            "pg_ctl",
            "start",
            "--pgdata=" + data,
            "--log=" + data.resolve("server.log"),
            "--wait",
            "--silent",
            "-o",
            "-p %d -c unix_socket_directories='' -c listen_addresses=127.0.0.1 -c fsync=off"
                .formatted(port)));
    return new PgVectorServer(data, port);
  }

  /** A new, empty database. */
  DatabaseAddress fresh() throws Exception {
    DatabaseAddress server =
        new DatabaseAddress(
            "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port), "botflow", null);
    String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection = TestDatabase.connect(server);
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    return new DatabaseAddress(server.url().replace("/postgres", "/" + name), "botflow", null);
  }

  void close() throws Exception {
    run(command("pg_ctl", "stop", "--pgdata=" + data, "--mode=immediate", "--silent"));
    run(isRoot() ? List.of("rm", "-rf", data.toString()) : List.of("rm", "-r", data.toString()));
  }

  private static boolean isRoot() {
    return System.getProperty("user.name", "").equals("root");
  }

  /** PostgreSQL does not run as root. */
  private static List<String> command(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=65534", "--clear-groups", "--"));
    }
    command.add(HOME.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("pgvector", ".log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int code = process.waitFor();
    String told = Files.readString(output, StandardCharsets.UTF_8);
    Files.delete(output);
    assertThat(code).as("%s: %s", command, told).isZero();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
