package io.botflow.server.health;

import io.botflow.store.jdbc.Databases;
import jakarta.inject.Inject;
import java.time.Duration;

/** Whether a message could be taken in: a connection of that pool is free and answers. */
final class DatabaseCheck implements Check {
  /** Probes of several watchers share one look. */
  private static final Duration FRESH = Duration.ofMillis(500);

  private final Databases databases;
  private boolean worked;
  private long until = System.nanoTime();

  @Inject
  DatabaseCheck(Databases databases) {
    this.databases = databases;
  }

  @Override
  public String name() {
    return "database";
  }

  @Override
  public synchronized boolean works() {
    if (System.nanoTime() - until >= 0) {
      worked = databases.takesMessages();
      until = System.nanoTime() + FRESH.toNanos();
    }
    return worked;
  }
}
