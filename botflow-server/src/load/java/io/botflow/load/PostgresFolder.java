package io.botflow.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The embedded PostgreSQL of a running server, found by its files.
 *
 * @param pid of the postmaster
 * @param port on the loopback address
 * @param password of the user and database {@link #NAME}
 */
record PostgresFolder(long pid, int port, String password) {
  static final String NAME = "botflow";
  private static final int PORT_LINE = 3;

  /** Finds the server whose files are anywhere below a folder. */
  static PostgresFolder find(Path folder) throws IOException {
    Path pidFile;
    try (Stream<Path> files =
        Files.find(folder, 4, (file, facts) -> file.endsWith("postmaster.pid"))) {
      pidFile = files.findAny().orElseThrow(() -> new IOException("no database in " + folder));
    }
    List<String> lines = Files.readAllLines(pidFile);
    Path password = pidFile.resolve("../../password").normalize();
    return new PostgresFolder(
        Long.parseLong(lines.get(0).strip()),
        Integer.parseInt(lines.get(PORT_LINE).strip()),
        Files.readString(password).strip());
  }

  String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME;
  }
}
