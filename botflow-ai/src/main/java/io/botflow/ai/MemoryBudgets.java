package io.botflow.ai;

import io.botflow.spi.BudgetCaps;
import io.botflow.spi.Budgets;
import io.botflow.spi.Payer;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Budgets of one process, forgotten when it ends: for embedders, tests, and a single server that
 * may begin anew. Thread-safe.
 */
public final class MemoryBudgets implements Budgets {
  private final Function<UUID, BudgetCaps> caps;
  private final InstantSource clock;
  private final Map<Account, Amount> spent = new HashMap<>();
  private LocalDate today = LocalDate.MIN;

  /** Whose account it is, and from which day on. */
  private record Account(String whose, UUID id, LocalDate from) {}

  /** An account and its cap. */
  private record Limit(Account account, @Nullable Amount cap, String period) {}

  /**
   * Budgets.
   *
   * @param caps an organisation's caps, asked before each question
   */
  public MemoryBudgets(Function<UUID, BudgetCaps> caps, InstantSource clock) {
    this.caps = caps;
    this.clock = clock;
  }

  @Override
  public synchronized @Nullable String take(Payer payer, Amount most) {
    List<Limit> limits = limits(payer);
    for (Limit limit : limits) {
      Amount cap = limit.cap();
      Amount after = spent.getOrDefault(limit.account(), Amount.NONE).plus(most);
      if (cap != null && (after.tokens() > cap.tokens() || after.costMicros() > cap.costMicros())) {
        return "the " + limit.account().whose() + "'s budget of the " + limit.period() + " is used";
      }
    }
    limits.forEach(limit -> spent.merge(limit.account(), most, Amount::plus));
    return null;
  }

  @Override
  public synchronized void settle(Payer payer, Amount taken, Amount used) {
    for (Limit limit : limits(payer)) {
      // Across midnight the new account has nothing to give back; it must not go below nothing.
      spent.computeIfPresent(
          limit.account(),
          (ignored, sum) -> {
            Amount settled = sum.minus(taken).plus(used);
            return new Amount(Math.max(0, settled.tokens()), Math.max(0, settled.costMicros()));
          });
    }
  }

  /** What an organisation used in this month. */
  public synchronized Amount ofOrganization(UUID organization) {
    LocalDate month = day().withDayOfMonth(1);
    return spent.getOrDefault(new Account("organization", organization, month), Amount.NONE);
  }

  private List<Limit> limits(Payer payer) {
    LocalDate day = day();
    if (!day.equals(today)) {
      today = day;
      spent
          .keySet()
          .removeIf(
              account ->
                  account.from().isBefore(day.withDayOfMonth(1))
                      || (!account.whose().equals("organization") && account.from().isBefore(day)));
    }
    BudgetCaps own = caps.apply(payer.organization());
    LocalDate month = day.withDayOfMonth(1);
    return List.of(
        new Limit(
            new Account("conversation", payer.conversation(), day), own.conversation(), "day"),
        new Limit(new Account("bot", payer.bot(), day), own.bot(), "day"),
        new Limit(
            new Account("organization", payer.organization(), month), own.organization(), "month"));
  }

  private LocalDate day() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
