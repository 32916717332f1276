package io.botflow.server.runtime;

import io.botflow.server.health.Check;
import jakarta.inject.Inject;
import java.time.Duration;

/** Whether somebody looks for work. */
final class WorkerCheck implements Check {
  /** The worker looks every second, and waits longer only while the database is away. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

  private final WatchedStore store;

  @Inject
  WorkerCheck(WatchedStore store) {
    this.store = store;
  }

  @Override
  public String name() {
    return "worker";
  }

  @Override
  public boolean works() {
    return store.sinceLook().compareTo(LONGEST_SILENCE) < 0;
  }
}
