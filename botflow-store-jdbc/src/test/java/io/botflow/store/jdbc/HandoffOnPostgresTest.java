package io.botflow.store.jdbc;

import io.botflow.runtime.HandoffScene;
import io.botflow.runtime.HandoffScene.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A sample of the orders that {@code HandoffInterleavingsTest} goes through in memory, on a real
 * PostgreSQL: the same scene, the same checks.
 */
class HandoffOnPostgresTest {
  private static final List<Step> ALL = List.of(Step.values());

  private static final int ORDERS = 60;
  private static final int DEPTH = 8;
  private static final long SEED = 20_260_301;

  @Test
  void neverBothAndNeverNeither() throws Exception {
    DatabaseAddress address = TestDatabase.newDatabase();
    Random random = new Random(SEED);
    try (Databases databases = TestDatabase.open(address)) {
      for (int order = 0; order < ORDERS; order++) {
        TestDatabase.run(
            address,
            """
            set search_path = botflow;
            truncate organizations, inbound_keys, queue, turn_steps, timers, send_attempts,
              channel_pauses, channel_paces, parked_statuses, channel_events, messages, deliveries,
              turns, inbox, inbox_dead, outbox cascade
            """);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < DEPTH; i++) {
          steps.add(ALL.get(random.nextInt(ALL.size())));
        }
        follow(databases, steps);
      }
    }
  }

  private static void follow(Databases databases, List<Step> steps) {
    AtomicReference<@Nullable Instant> clock =
        new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
    try (JdbcStore store = new JdbcStore(databases, StoreSettings.standard(), clock)) {
      HandoffScene scene =
          new HandoffScene(
              store,
              (Duration by) -> clock.updateAndGet(now -> Objects.requireNonNull(now).plus(by)));
      steps.forEach(scene::take);
      scene.settle();
    } catch (AssertionError e) {
      throw new AssertionError(steps + ": " + e.getMessage(), e);
    }
  }
}
