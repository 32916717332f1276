package io.botflow.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseStateTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void anEmptyDatabaseHasAllMigrationsBeforeItAndIsLeftAsItIs() throws Exception {
    DatabaseAddress address = TestDatabase.newDatabase();

    DatabaseState.Reached state = reached(address, InstantSource.system());

    assertThat(state.pending()).isNotEmpty();
    assertThat(state.broken()).isEmpty();
    assertThat(state.mayMakeRoles()).isTrue();
    assertThat(state.tooOld()).isFalse();
    try (Connection connection = address.connect();
        Statement statement = connection.createStatement();
        ResultSet schema =
            statement.executeQuery("select from pg_namespace where nspname = 'botflow'")) {
      assertThat(schema.next()).isFalse();
    }
  }

  @Test
  void oneInUseLacksNothingAndAMigrationOfANewerVersionIsNamed() throws Exception {
    DatabaseAddress address = TestDatabase.newDatabase();
    TestDatabase.open(address).close();

    DatabaseState.Reached state = reached(address, InstantSource.system());
    assertThat(state.pending()).isEmpty();
    assertThat(state.broken()).isEmpty();
    assertThat(state.missingRoles()).isEmpty();

    TestDatabase.run(
        address,
        "insert into botflow.schema_history select 999, '999', 'tomorrow', type, 'V999', checksum,"
            + " installed_by, installed_on, 1, true from botflow.schema_history where version = '001'");
    assertThat(reached(address, InstantSource.system()).broken()).containsExactly("999 tomorrow");
  }

  @Test
  void theClocksAreCompared() throws Exception {
    DatabaseState.Reached state =
        reached(TestDatabase.newDatabase(), () -> Instant.now().minus(Duration.ofDays(1)));

    assertThat(state.ahead()).isBetween(Duration.ofHours(23), Duration.ofHours(25));
  }

  @Test
  void oneThatIsAwayIsNamedWithoutItsPassword() {
    DatabaseState state =
        DatabaseState.of(
            DatabaseSettings.external(
                DatabaseAddress.parse("postgres://ann:canary@127.0.0.1:1/bots", null, null)),
            InstantSource.system());

    assertThat(state).isInstanceOf(DatabaseState.Unreachable.class);
    assertThat(state.toString()).doesNotContain("canary");
  }

  @Test
  void theEmbeddedOneIsFoundWhileItRuns() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    DatabaseSettings settings = new DatabaseSettings(null, folder, 1, 1, Duration.ofSeconds(20));
    assertThat(DatabaseState.of(settings, InstantSource.system()))
        .isInstanceOf(DatabaseState.NotRunning.class);

    try (EmbeddedPostgres server = EmbeddedPostgres.start(folder)) {
      assertThat(DatabaseState.of(settings, InstantSource.system()))
          .isInstanceOfSatisfying(
              DatabaseState.Reached.class,
              state -> assertThat(state.address()).isEqualTo(server.address()));
    }
    assertThat(DatabaseState.of(settings, InstantSource.system()))
        .isInstanceOf(DatabaseState.NotRunning.class);
  }

  private static DatabaseState.Reached reached(DatabaseAddress address, InstantSource clock) {
    return (DatabaseState.Reached) DatabaseState.of(DatabaseSettings.external(address), clock);
  }
}
