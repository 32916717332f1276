package io.botflow.server.health;

import io.botflow.store.jdbc.Databases;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** Whether a message could be taken in: a connection of that pool is free and answers. */
final class DatabaseCheck implements Check {
  /** Probes of several watchers share one look. */
  private static final Duration FRESH = Duration.ofMillis(500);

  private static final int SECONDS_TO_ANSWER = 1;

  private final DataSource ingest;
  private boolean worked;
  private long until = System.nanoTime();

  @Inject
  DatabaseCheck(Databases databases) {
    this.ingest = databases.ingest();
  }

  @Override
  public String name() {
    return "database";
  }

  @Override
  public synchronized boolean works() {
    if (System.nanoTime() - until >= 0) {
      worked = look();
      until = System.nanoTime() + FRESH.toNanos();
    }
    return worked;
  }

  private boolean look() {
    try (Connection connection = ingest.getConnection()) {
      return connection.isValid(SECONDS_TO_ANSWER);
    } catch (SQLException e) {
      return false;
    }
  }
}
