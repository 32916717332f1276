package io.botflow.store.jdbc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * The files of the embedded server in one folder: {@code data} (PostgreSQL's), {@code password},
 * {@code lock}.
 */
final class Cluster {
  /** Name of the database and of its owner. */
  static final String NAME = "botflow";

  private static final int MAJOR_VERSION = 17;
  private static final long ROOM_NEEDED = 200L << 20; // a new cluster with its write-ahead log
  private static final long LOG_LIMIT = 16L << 20; // warnings only; a fresh file beyond this
  private static final int LOG_TAIL_LINES = 12;
  private static final Duration INITDB_LIMIT = Duration.ofMinutes(3);
  private static final Duration START_LIMIT = Duration.ofMinutes(5); // crash recovery included
  private static final String SETTINGS_FILE = "botflow.conf";
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path folder;
  private final PostgresBinaries binaries;

  Cluster(Path folder, PostgresBinaries binaries) {
    this.folder = folder;
    this.binaries = binaries;
  }

  Path data() {
    return folder.resolve("data");
  }

  String password() throws IOException {
    return Files.readString(folder.resolve("password"));
  }

  /** Makes the data directory where it is missing and finds the account that may use it. */
  ServerAccount prepare() throws IOException {
    if (Files.exists(data())) {
      checkVersion();
      return ServerAccount.choose(data(), binaries.program("postgres"));
    }
    if (Files.getFileStore(folder).getUsableSpace() < ROOM_NEEDED) {
      throw new DatabaseException(
          "The disk of %s is full: a new database needs %d MB."
              .formatted(folder, ROOM_NEEDED >> 20));
    }
    return create();
  }

  private void checkVersion() throws IOException {
    String version = Files.readString(data().resolve("PG_VERSION")).strip();
    if (!version.equals(Integer.toString(MAJOR_VERSION))) {
      throw new DatabaseException(
          "The data in %s was written by PostgreSQL %s, this BotFlow brings %d. Move the data over with pg_dump of the old version, or choose an empty folder."
              .formatted(data(), version, MAJOR_VERSION));
    }
  }

  /** In a folder of another name first, so that a crash half way leaves no half cluster. */
  private ServerAccount create() throws IOException {
    Path unfinished = folder.resolve("data.unfinished");
    PostgresBinaries.deleteTree(unfinished);
    Files.createDirectory(
        unfinished,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    ServerAccount account = ServerAccount.choose(unfinished, binaries.program("postgres"));
    Path passwordFile = folder.resolve("password");
    Files.deleteIfExists(passwordFile);
    Files.createFile(passwordFile, OWNER_ONLY);
    String password = randomPassword();
    Files.writeString(passwordFile, password);
    Path forInitdb = unfinished.resolveSibling("password.initdb");
    Files.deleteIfExists(forInitdb);
    Files.createFile(forInitdb, OWNER_ONLY);
    try {
      Files.writeString(forInitdb, password);
      account.takeOver(forInitdb);
      CommandLine.Result result =
          CommandLine.run(initdb(account, unfinished, forInitdb), unfinished, INITDB_LIMIT);
      if (!result.succeeded()) {
        throw new DatabaseException(
            "PostgreSQL cannot make a new database in %s:%n%s".formatted(folder, result.output()));
      }
    } finally {
      Files.deleteIfExists(forInitdb);
    }
    Files.writeString(
        unfinished.resolve("postgresql.conf"),
        "%ninclude = '%s'%n".formatted(SETTINGS_FILE),
        StandardOpenOption.APPEND);
    Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
    return account;
  }

  /** The locale is PostgreSQL's own, so that no locale of the machine is needed. */
  private List<String> initdb(ServerAccount account, Path target, Path passwordFile) {
    return account.command(
        binaries.program("initdb"),
        "--pgdata=" + target,
        "--username=" + NAME,
        "--pwfile=" + passwordFile,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--data-checksums");
  }

  /** Starts the server and waits until it takes connections. */
  CommandLine.Result start(ServerAccount account, int port) throws IOException {
    Path settings = data().resolve(SETTINGS_FILE);
    Files.writeString(settings, ServerSettings.text(port));
    account.takeOver(settings);
    if (Files.exists(log()) && Files.size(log()) > LOG_LIMIT) {
      Files.delete(log());
    }
    return CommandLine.run(
        account.command(
            binaries.program("pg_ctl"),
            "start",
            "--pgdata=" + data(),
            "--log=" + log(),
            "--wait",
            "--timeout=" + START_LIMIT.toSeconds(),
            "--silent"),
        data(),
        START_LIMIT.plusSeconds(10));
  }

  private Path log() {
    return data().resolve("server.log");
  }

  String logTail() throws IOException {
    if (!Files.exists(log())) {
      return "";
    }
    List<String> lines = Files.readAllLines(log(), StandardCharsets.UTF_8);
    return String.join(
        "\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
  }

  private static String randomPassword() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
