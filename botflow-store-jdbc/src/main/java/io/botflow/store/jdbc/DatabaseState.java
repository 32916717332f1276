package io.botflow.store.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;

/** How a database stands, found out without changing anything in it. */
public sealed interface DatabaseState {

  /** The embedded server does not run; it starts with BotFlow. */
  record NotRunning(Path folder) implements DatabaseState {}

  /** It cannot be connected to, or asked. */
  record Unreachable(String why) implements DatabaseState {}

  /**
   * It answers.
   *
   * @param address of the embedded server, too
   * @param version PostgreSQL's major version
   * @param pending migrations that the next start makes
   * @param broken migrations that failed, or that this BotFlow does not know
   * @param missingRoles serving roles that cannot log in
   * @param mayMakeRoles whether the user may make them
   * @param ahead by how much its clock is ahead of ours
   */
  record Reached(
      DatabaseAddress address,
      int version,
      List<String> pending,
      List<String> broken,
      List<String> missingRoles,
      boolean mayMakeRoles,
      Duration ahead)
      implements DatabaseState {
    /** Copies the lists. */
    public Reached {
      pending = List.copyOf(pending);
      broken = List.copyOf(broken);
      missingRoles = List.copyOf(missingRoles);
    }

    /** Whether it is too old for BotFlow. */
    public boolean tooOld() {
      return version < Databases.OLDEST_VERSION;
    }
  }

  /** Looks at the database that the settings name. */
  static DatabaseState of(DatabaseSettings settings, InstantSource clock) {
    DatabaseAddress external = settings.address();
    if (external != null) {
      return reached(external, clock);
    }
    Path folder = settings.embeddedDirectory().toAbsolutePath().normalize();
    Path data = folder.resolve("data");
    try {
      if (!Files.exists(data) || new Postmaster(data.toRealPath()).running().isEmpty()) {
        return new NotRunning(folder);
      }
      // PostgreSQL manual, storage layout: the fourth line of the file is the port.
      int port =
          Integer.parseInt(Files.readAllLines(data.resolve("postmaster.pid")).get(3).strip());
      String password = Files.readString(folder.resolve("password"));
      return reached(DatabaseAddress.loopback(port, Cluster.NAME, password), clock);
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
      return new Unreachable("The files in %s cannot be read: %s".formatted(folder, e));
    }
  }

  private static DatabaseState reached(DatabaseAddress address, InstantSource clock) {
    try (Connection connection = address.connect()) {
      ServingRoles roles = ServingRoles.of(address, connection);
      MigrationInfoService migrations = Databases.flyway(address, roles).info();
      return new Reached(
          address,
          connection.getMetaData().getDatabaseMajorVersion(),
          Arrays.stream(migrations.pending()).map(DatabaseState::name).toList(),
          Arrays.stream(migrations.all())
              .filter(one -> one.getState().isFailed() || !one.getState().isResolved())
              .map(DatabaseState::name)
              .toList(),
          roles.missing(),
          mayMakeRoles(connection),
          ahead(connection, clock));
    } catch (SQLException | FlywayException e) {
      return new Unreachable(String.valueOf(e.getMessage()));
    }
  }

  private static String name(MigrationInfo migration) {
    return migration.getVersion() + " " + migration.getDescription();
  }

  private static boolean mayMakeRoles(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select rolcreaterole or rolsuper from pg_roles where rolname = current_user")) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static Duration ahead(Connection connection, InstantSource clock) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      Instant before = clock.instant();
      try (ResultSet row =
          statement.executeQuery("select (extract(epoch from clock_timestamp()) * 1000)::bigint")) {
        Instant after = clock.instant();
        row.next();
        Instant middle = before.plus(Duration.between(before, after).dividedBy(2));
        return Duration.between(middle, Instant.ofEpochMilli(row.getLong(1)));
      }
    }
  }
}
