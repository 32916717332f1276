package io.botflow.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.server.TestDatabase;
import io.botflow.server.TestFlows;
import io.botflow.server.TestNumber;
import io.botflow.store.jdbc.DatabaseSettings;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.EmbeddedPostgres;
import io.botflow.store.jdbc.Restores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The drill of docs/reliability.md: a base backup while the server works, an archive of the
 * write-ahead log, and the loss of everything else. What was archived is there again, nothing of
 * before is sent by itself, and whoever writes is answered where the conversation was.
 */
class PointInTimeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PEOPLE = 8;
  private static final String ARCHIVING =
      """

      archive_mode = on
      archive_command = 'mkdir -p archive && test ! -f archive/%f && cp %p archive/%f'
      """;

  @Test
  void whatWasArchivedComesBackAndNothingIsSentTwice(@TempDir Path folder) throws Exception {
    Path live = folder.resolve("live");
    Path copy = folder.resolve("copy");
    Path archive = folder.resolve("archive");
    EmbeddedPostgres.start(live).close();
    Files.writeString(live.resolve("data/postgresql.conf"), ARCHIVING, StandardOpenOption.APPEND);
    try (EmbeddedPostgres database = EmbeddedPostgres.start(live);
        Scene scene = new Scene(database.address(), Scene.NO_LIMITS)) {
      TestNumber number = scene.connect(1, TestFlows.counting());
      Replica server = scene.start(Map.of()).ready();
      say(scene, server, number, 1);
      backUp(database, live, copy);
      say(scene, server, number, 2);
      archiveAll(database);
      // A server that stops in order archives what it has last; one that is lost does not.
      copy(live.resolve("data/archive"), archive);
      say(scene, server, number, 3);
      server.kill();
    }
    recover(archive, copy);

    try (EmbeddedPostgres restored = EmbeddedPostgres.start(copy);
        Scene scene = new Scene(restored.address(), Scene.NO_LIMITS)) {
      Until.holds("the log is replayed", PATIENCE, () -> !recovering(restored));
      try (Databases databases = Databases.open(DatabaseSettings.external(restored.address()))) {
        new Restores(databases).hold();
      }
      TestNumber number = Scene.number(1);
      scene.network.register(number.inSandbox("http://127.0.0.1:" + scene.front.port()));
      Replica server = scene.start(Map.of()).ready();
      // The third turn was not archived: the conversation is where it was after the second.
      say(scene, server, number, 3);
      assertThat(scene.network.acceptedCount()).as("nothing of before").isEqualTo(PEOPLE);
    }
  }

  private static void say(Scene scene, Replica server, TestNumber number, int turn)
      throws Exception {
    for (int i = 0; i < PEOPLE; i++) {
      String person = "3168100000" + i;
      Webhook.of(
              number,
              person,
              "wamid.%s.%d.%d".formatted(server.port, i, turn),
              Instant.now(),
              "message " + turn)
          .deliver(server.port, number);
    }
    for (int i = 0; i < PEOPLE; i++) {
      assertThat(scene.network.phone("3168100000" + i).await(PATIENCE).text())
          .isEqualTo(Phones.COUNTING.apply(turn));
    }
  }

  /** The low-level way of PostgreSQL's manual, section 26.3.3, while the server works. */
  private static void backUp(EmbeddedPostgres database, Path from, Path to) throws Exception {
    try (Connection connection = TestDatabase.connect(database.address());
        Statement statement = connection.createStatement()) {
      statement.execute("select pg_backup_start('drill', true)");
      copy(from, to);
      try (ResultSet stopped = statement.executeQuery("select labelfile from pg_backup_stop()")) {
        stopped.next();
        own(to, Files.writeString(to.resolve("data/backup_label"), stopped.getString(1)));
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(from)) {
      files = all.toList();
    }
    for (Path file : files) {
      String name = from.relativize(file).toString();
      if (name.endsWith("postmaster.pid") || name.matches("data/(pg_wal|archive)/.+")) {
        continue;
      }
      try {
        Files.copy(file, to.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
      } catch (NoSuchFileException gone) {
        // A working server removes files; the log makes up for it.
      }
    }
  }

  private static void archiveAll(EmbeddedPostgres database) throws Exception {
    String written = ask(database, "select pg_walfile_name(pg_switch_wal())");
    Until.holds(
        "the log is archived",
        PATIENCE,
        () ->
            ask(database, "select last_archived_wal >= '" + written + "' from pg_stat_archiver")
                .equals("t"));
  }

  /** Only the copy and the archive are left. */
  private static void recover(Path archive, Path copy) throws IOException {
    own(
        copy,
        Files.writeString(
            copy.resolve("data/postgresql.conf"),
            "\narchive_mode = off\nrestore_command = 'cp %s/%%f %%p'\n".formatted(archive),
            StandardOpenOption.APPEND));
    own(copy, Files.createFile(copy.resolve("data/recovery.signal")));
  }

  private static void own(Path copy, Path file) throws IOException {
    Files.setOwner(file, Files.getOwner(copy.resolve("data/PG_VERSION")));
  }

  private static boolean recovering(EmbeddedPostgres database) throws Exception {
    return ask(database, "select pg_is_in_recovery()").equals("t");
  }

  private static String ask(EmbeddedPostgres database, String question) throws SQLException {
    try (Connection connection = TestDatabase.connect(database.address());
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      answer.next();
      return answer.getString(1);
    }
  }
}
