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
            settings.secret("database.url"),
            settings.text("database.user"),
            settings.secret("database.password"),
            settings.path("data_dir", DEFAULT_DIRECTORY),
            settings.number(
                "database.ingest_connections",
                DatabaseSettings.DEFAULT_INGEST_CONNECTIONS,
                1,
                1_000),
            settings.number(
                "database.worker_connections",
                DatabaseSettings.DEFAULT_WORKER_CONNECTIONS,
                1,
                1_000),
            settings.duration(
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
