package io.botflow.store.jdbc;

import io.botflow.spi.BudgetCaps;
import io.botflow.spi.Budgets;
import io.botflow.testing.BudgetsContract;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class JdbcBudgetsTest extends BudgetsContract {
  private static @Nullable DatabaseAddress address;
  private static @Nullable Databases databases;

  private final AtomicReference<@Nullable Instant> clock =
      new AtomicReference<>(Instant.parse("2026-03-15T12:00:00Z"));

  @BeforeAll
  static void open() throws Exception {
    address = TestDatabase.newDatabase();
    databases = TestDatabase.open(address);
  }

  @AfterAll
  static void close() {
    Objects.requireNonNull(databases).close();
  }

  @Override
  protected Budgets budgets(Function<UUID, BudgetCaps> caps) {
    return new JdbcBudgets(Objects.requireNonNull(databases), caps, clock);
  }

  @Override
  protected UUID organization() {
    UUID id = UUID.randomUUID();
    try {
      TestDatabase.run(
          Objects.requireNonNull(address),
          """
          set search_path = botflow;
          select set_config('botflow.tenants', '{%s}', false);
          insert into organizations (id, name, slug) values ('%s', 'Shop', '%s');
          """
              .formatted(id, id, id));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return id;
  }

  @Override
  protected void advance(Duration by) {
    clock.updateAndGet(now -> Objects.requireNonNull(now).plus(by));
  }
}
