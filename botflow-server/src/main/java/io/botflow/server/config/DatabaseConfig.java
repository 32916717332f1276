package io.botflow.server.config;

import io.botflow.store.jdbc.DatabaseAddress;
import io.botflow.store.jdbc.DatabaseException;
import io.botflow.store.jdbc.DatabaseSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where data is kept.
 *
 * @param url of an external PostgreSQL 15 or newer; null for an embedded one
 * @param dataDirectory of the embedded PostgreSQL
 * @param ingestConnections kept for taking messages in
 * @param workerConnections for everything else
 * @param ingestWait how long taking a message in may wait for the database
 */
public record DatabaseConfig(
    @Nullable Secret url,
    @Nullable String user,
    @Nullable Secret password,
    Path dataDirectory,
    int ingestConnections,
    int workerConnections,
    Duration ingestWait) {

  private static final Path DEFAULT_DIRECTORY = Path.of(".botflow", "data");

  static DatabaseConfig read(Settings settings) {
    DatabaseConfig config =
        new DatabaseConfig(
            // An address may carry a password.
            settings
                .about(
                    "an external PostgreSQL 15 or newer, as `postgres://user:password@host:5432/database`; without it one of its own is started")
                .secret("database.url"),
            settings
                .about(
                    "who signs in there; needs `CREATEROLE` at the first start, for the roles that serve")
                .text("database.user"),
            settings.about("the password of that user").secret("database.password"),
            settings
                .about("where the PostgreSQL of its own keeps its data")
                .path("data_dir", DEFAULT_DIRECTORY),
            settings
                .about("connections kept for taking messages in")
                .number(
                    "database.ingest_connections",
                    DatabaseSettings.DEFAULT_INGEST_CONNECTIONS,
                    1,
                    1_000),
            settings
                .about("connections for everything else")
                .number(
                    "database.worker_connections",
                    DatabaseSettings.DEFAULT_WORKER_CONNECTIONS,
                    1,
                    1_000),
            settings
                .about(
                    "how long taking a message in may wait for the database before the sender is told to come back")
                .duration(
                    "database.ingest_wait",
                    DatabaseSettings.DEFAULT_INGEST_WAIT,
                    Duration.ofMillis(250)));
    try {
      config.settings();
    } catch (DatabaseException e) {
      settings.problem(String.valueOf(e.getMessage()));
    }
    return config;
  }

  /** The same in the words of the store. */
  public DatabaseSettings settings() {
    DatabaseAddress address =
        url == null
            ? null
            : DatabaseAddress.parse(
                url.reveal(), user, password == null ? null : password.reveal());
    return new DatabaseSettings(
        address,
        dataDirectory.resolve("postgres"),
        ingestConnections,
        workerConnections,
        ingestWait);
  }
}
