package io.botflow.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
  @TempDir Path folder;

  /** JUnit's folder is closed to others; started by root, the server runs as nobody. */
  @BeforeEach
  void openFolder() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** What a process does that is killed while its server runs. */
  static final class Starter {
    public static void main(String[] arguments) throws Exception {
      EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]));
      run(postgres, "create table kept (word text)");
      run(postgres, "insert into kept values ('before the kill')");
      System.out.println("started");
      Thread.currentThread().join();
    }
  }

  @Test
  void keepsWhatIsCommitted() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
      assertThat(ask(postgres, "show fsync")).isEqualTo("on");
      assertThat(ask(postgres, "show synchronous_commit")).isEqualTo("on");
      assertThat(ask(postgres, "show full_page_writes")).isEqualTo("on");
      assertThat(ask(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ask(postgres, "show server_encoding")).isEqualTo("UTF8");
      run(postgres, "create table kept (word text)");
      run(postgres, "insert into kept values ('hello')");
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
      assertThat(ask(postgres, "select word from kept")).isEqualTo("hello");
    }
  }

  @Test
  void takesOverTheServerOfAKilledProcess() throws Exception {
    Process child = child(folder);
    long orphan;
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(output.lines().anyMatch("started"::equals)).isTrue();
      orphan = new Postmaster(folder.toRealPath().resolve("data")).running().orElseThrow();
      child.destroyForcibly().waitFor();
    }
    assertThat(ProcessHandle.of(orphan)).isPresent();
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
      assertThat(ask(postgres, "select word from kept")).isEqualTo("before the kill");
      assertThat(new Postmaster(postgres.dataDirectory()).running().orElseThrow())
          .isNotEqualTo(orphan);
    }
  }

  @Test
  void startsThoughThePidOfTheCrashedServerBelongsToAnotherProcess() throws Exception {
    EmbeddedPostgres.start(folder).close();
    String ours = Long.toString(ProcessHandle.current().pid());
    Path pidFile = folder.resolve("data/postmaster.pid");
    Files.writeString(pidFile, ours + "\n" + folder.resolve("data") + "\n1\n5432\n\n\n0 0\n");
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
      assertThat(ask(postgres, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void refusesAFolderThatIsInUse() {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
      assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("in use by another BotFlow")
          .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
      assertThat(postgres.address().toString()).doesNotContain(postgres.address().password());
    }
  }

  @Test
  void closesTwiceAndFreesTheFolder() {
    EmbeddedPostgres postgres = EmbeddedPostgres.start(folder);
    postgres.close();
    postgres.close();
    EmbeddedPostgres.start(folder).close();
  }

  @Test
  void wrongPasswordIsRefused() {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
      DatabaseAddress guessed =
          new DatabaseAddress(postgres.address().url(), postgres.address().user(), "guess");
      assertThatThrownBy(guessed::connect)
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password");
    }
  }

  @Test
  void saysWhatToDoWithDataOfAnotherVersion() throws Exception {
    EmbeddedPostgres.start(folder).close();
    Files.writeString(folder.resolve("data/PG_VERSION"), "16\n");
    assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("written by PostgreSQL 16")
        .hasMessageContaining("pg_dump");
  }

  @Test
  void saysWhyTheServerDidNotStart() throws Exception {
    EmbeddedPostgres.start(folder).close();
    Files.writeString(folder.resolve("data/postgresql.conf"), "shared_buffers = '-7'\n");
    assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("does not start")
        .hasMessageContaining("shared_buffers");
  }

  private static Process child(Path folder) throws Exception {
    return new ProcessBuilder(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Starter.class.getName(),
                folder.toString()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void run(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = postgres.address().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = postgres.address().connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }
}
