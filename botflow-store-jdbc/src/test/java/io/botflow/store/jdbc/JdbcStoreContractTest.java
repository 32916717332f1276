package io.botflow.store.jdbc;

import io.botflow.message.DeliveryStatus;
import io.botflow.spi.Sending;
import io.botflow.spi.Store;
import io.botflow.testing.StoreContract;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract on a real PostgreSQL. One database; the tables are emptied before each test. */
class JdbcStoreContractTest extends StoreContract {
  private static @Nullable Databases databases;

  private final AtomicReference<@Nullable Instant> clock =
      new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));

  @BeforeAll
  static void open() throws Exception {
    databases = TestDatabase.fresh();
  }

  @AfterAll
  static void close() {
    databases().close();
  }

  private static Databases databases() {
    return Objects.requireNonNull(databases);
  }

  @Override
  protected Store emptyStore() {
    transactions()
        .run(
            handle ->
                handle.execute(
                    """
                    truncate organizations, inbound_keys, conversation_leases, turn_steps, timers,
                      send_attempts, channel_pauses, parked_statuses, channel_events, messages,
                      turns, inbox, inbox_dead, outbox cascade
                    """));
    return new JdbcStore(databases(), StoreSettings.standard(), clock);
  }

  @Override
  public void advance(Duration by) {
    clock.updateAndGet(now -> Objects.requireNonNull(now).plus(by));
  }

  @Override
  protected @Nullable DeliveryStatus statusOf(Sending sending) {
    int rank =
        transactions()
            .run(
                handle ->
                    handle
                        .createQuery("select coalesce(status, 0) from messages where id = :id")
                        .bind("id", sending.id())
                        .mapTo(Integer.class)
                        .one());
    for (DeliveryStatus status : DeliveryStatus.values()) {
      if (Ranks.of(status) == rank) {
        return status;
      }
    }
    return null;
  }

  private static Transactions transactions() {
    return new Transactions(databases().work(), new AtomicReference<>());
  }
}
