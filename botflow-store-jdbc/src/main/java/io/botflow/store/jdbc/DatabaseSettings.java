package io.botflow.store.jdbc;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which database BotFlow uses, and how many connections.
 *
 * @param address of an external PostgreSQL 15 or newer; null for the embedded one
 * @param embeddedDirectory where the embedded server keeps its data; unused with an address
 * @param ingestConnections kept for taking messages in, so that busy workers never make a webhook
 *     wait for a connection
 * @param workerConnections for everything else
 * @param ingestWait how long taking a message in may wait for a connection or for a statement; past
 *     it the sender is told to come back
 */
public record DatabaseSettings(
    @Nullable DatabaseAddress address,
    Path embeddedDirectory,
    int ingestConnections,
    int workerConnections,
    Duration ingestWait) {

  /** Two batches of messages can be on their way to the disk while a third one gathers. */
  public static final int DEFAULT_INGEST_CONNECTIONS = 3;

  /** More connections than processors only wait for one another. */
  public static final int DEFAULT_WORKER_CONNECTIONS = 10;

  /** A webhook is answered within a second, with 503 where the database does not answer. */
  public static final Duration DEFAULT_INGEST_WAIT = Duration.ofMillis(800);

  /** Hikari accepts no shorter wait for a connection. */
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(250);

  public DatabaseSettings {
    if (ingestConnections < 1 || workerConnections < 1) {
      throw new IllegalArgumentException("each pool needs at least one connection");
    }
    if (ingestWait.compareTo(SHORTEST_WAIT) < 0) {
      throw new IllegalArgumentException("ingestWait must be at least " + SHORTEST_WAIT);
    }
  }

  /** The embedded server with its data in {@code directory}. */
  public static DatabaseSettings embedded(Path directory) {
    return new DatabaseSettings(
        null,
        directory,
        DEFAULT_INGEST_CONNECTIONS,
        DEFAULT_WORKER_CONNECTIONS,
        DEFAULT_INGEST_WAIT);
  }

  /** An external server. */
  public static DatabaseSettings external(DatabaseAddress address) {
    return new DatabaseSettings(
        address,
        Path.of("."),
        DEFAULT_INGEST_CONNECTIONS,
        DEFAULT_WORKER_CONNECTIONS,
        DEFAULT_INGEST_WAIT);
  }

  /**
   * Reads {@code BOTFLOW_DATABASE_URL} with {@code BOTFLOW_DATABASE_USER} and {@code
   * BOTFLOW_DATABASE_PASSWORD}; without the first, the embedded server in {@code
   * BOTFLOW_DATABASE_DIRECTORY} or {@code defaultDirectory}.
   *
   * @throws DatabaseException when the address cannot be read
   */
  public static DatabaseSettings fromEnvironment(
      Map<String, String> environment, Path defaultDirectory) {
    String url = environment.getOrDefault("BOTFLOW_DATABASE_URL", "");
    if (!url.isBlank()) {
      return external(
          DatabaseAddress.parse(
              url,
              environment.get("BOTFLOW_DATABASE_USER"),
              environment.get("BOTFLOW_DATABASE_PASSWORD")));
    }
    String directory = environment.getOrDefault("BOTFLOW_DATABASE_DIRECTORY", "");
    return embedded(directory.isBlank() ? defaultDirectory : Path.of(directory));
  }
}
