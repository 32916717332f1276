package io.botflow.store.jdbc;

import io.botflow.whatsapp.RandomLife;
import io.botflow.whatsapp.ThirtyDays;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What has to hold in thirty days on a store in memory, for some days on PostgreSQL. */
class ThirtyDaysOnPostgresTest {
  @Test
  void nothingForbiddenLeavesAndTheForecastIsTheBill() throws Exception {
    AtomicReference<@Nullable Instant> clock = new AtomicReference<>(ThirtyDays.BEGIN);
    try (Databases databases = TestDatabase.open(TestDatabase.newDatabase());
        JdbcStore store = new JdbcStore(databases, StoreSettings.standard(), clock);
        ThirtyDays world = ThirtyDays.on(store, clock::set, 20)) {
      new RandomLife(20_261_126).live(world, Duration.ofDays(6));
    }
  }
}
