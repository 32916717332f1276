package io.botflow.store.jdbc;

import io.botflow.message.DeliveryStatus;
import io.botflow.spi.Sending;
import io.botflow.spi.Store;
import io.botflow.testing.StoreContract;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract on a real PostgreSQL. One database; the tables are emptied before each test. */
class JdbcStoreContractTest extends StoreContract {
  private static @Nullable DatabaseAddress address;
  private static @Nullable Databases databases;

  private final AtomicReference<@Nullable Instant> clock =
      new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));

  @BeforeAll
  static void open() throws Exception {
    address = TestDatabase.newDatabase();
    databases = TestDatabase.open(address);
  }

  @AfterAll
  static void close() {
    databases().close();
  }

  private static Databases databases() {
    return Objects.requireNonNull(databases);
  }

  @Override
  protected Store emptyStore() throws SQLException {
    TestDatabase.run(
        Objects.requireNonNull(address),
        """
        set search_path = botflow;
        truncate organizations, inbound_keys, queue, turn_steps, timers, send_attempts, channel_pauses,
          channel_paces, parked_statuses, channel_events, messages, deliveries, turns, inbox,
          inbox_dead, outbox cascade
        """);
    return new JdbcStore(databases(), StoreSettings.standard(), clock);
  }

  @Override
  public void advance(Duration by) {
    clock.updateAndGet(now -> Objects.requireNonNull(now).plus(by));
  }

  @Override
  protected @Nullable DeliveryStatus statusOf(Sending sending) {
    Optional<Integer> rank =
        databases()
            .work()
            .in(
                sending.organization(),
                handle ->
                    handle
                        .createQuery("select status from deliveries where id = :id")
                        .bind("id", sending.id())
                        .mapTo(Integer.class)
                        .findOne());
    for (DeliveryStatus status : DeliveryStatus.values()) {
      if (rank.isPresent() && Ranks.of(status) == rank.get()) {
        return status;
      }
    }
    return null;
  }
}
