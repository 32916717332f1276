package io.botflow.ai;

import io.botflow.spi.BudgetCaps;
import io.botflow.spi.Budgets;
import io.botflow.testing.BudgetsContract;
import io.botflow.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

class MemoryBudgetsTest extends BudgetsContract {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-15T12:00:00Z"));

  @Override
  protected Budgets budgets(Function<UUID, BudgetCaps> caps) {
    return new MemoryBudgets(caps, clock);
  }

  @Override
  protected UUID organization() {
    return UUID.randomUUID();
  }

  @Override
  protected void advance(Duration by) {
    clock.advance(by);
  }
}
