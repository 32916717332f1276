package io.botflow.store.jdbc;

import io.botflow.spi.BudgetCaps;
import io.botflow.spi.Budgets;
import io.botflow.spi.Payer;
import io.botflow.spi.StoreUnavailable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Budgets in PostgreSQL, the same for every server and after every restart. What was taken by a
 * process that died before it settled stays taken until its day or month is over. Thread-safe.
 *
 * <p>Throws {@link StoreUnavailable} where the database cannot be reached.
 */
public final class JdbcBudgets implements Budgets {
  /** How long numbers are kept for reports, in days. */
  private static final int KEPT_DAYS = 400;

  private final Transactions transactions;
  private final Function<UUID, BudgetCaps> caps;

  /** One of the three budgets of a payer. */
  private record Limit(String whose, UUID id, LocalDate from, @Nullable Amount cap) {}

  /**
   * Budgets.
   *
   * @param caps an organisation's caps, asked before each question
   */
  public JdbcBudgets(Databases databases, Function<UUID, BudgetCaps> caps) {
    this(databases, caps, new AtomicReference<>());
  }

  JdbcBudgets(
      Databases databases,
      Function<UUID, BudgetCaps> caps,
      AtomicReference<@Nullable Instant> clock) {
    this.transactions = databases.work().on(clock);
    this.caps = caps;
  }

  @Override
  public @Nullable String take(Payer payer, Amount most) {
    BudgetCaps own = caps.apply(payer.organization());
    Optional<String> refused =
        transactions.in(
            payer.organization(),
            handle -> refused(handle, payer, limits(handle, payer, own), most));
    return refused.orElse(null);
  }

  /** Why not; empty where it was taken. */
  private static Optional<String> refused(
      Handle handle, Payer payer, List<Limit> limits, Amount most) {
    for (Limit limit : limits) {
      Amount after = locked(handle, payer.organization(), limit).plus(most);
      Amount cap = limit.cap();
      if (cap != null && (after.tokens() > cap.tokens() || after.costMicros() > cap.costMicros())) {
        String period = limit.whose().equals("organization") ? "month" : "day";
        return Optional.of("the " + limit.whose() + "'s budget of the " + period + " is used");
      }
    }
    limits.forEach(limit -> add(handle, payer.organization(), limit, most));
    return Optional.empty();
  }

  @Override
  public void settle(Payer payer, Amount taken, Amount used) {
    Amount change = used.minus(taken);
    transactions.in(
        payer.organization(),
        handle -> {
          for (Limit limit : limits(handle, payer, BudgetCaps.NONE)) {
            add(handle, payer.organization(), limit, change);
          }
          return change;
        });
  }

  /** Always in this order, so that two transactions never wait for each other. */
  private List<Limit> limits(Handle handle, Payer payer, BudgetCaps own) {
    Instant now =
        transactions
            .atNow(
                handle.createQuery(
                    "select coalesce(cast(:fixed_now as timestamptz), clock_timestamp())"))
            .mapTo(Instant.class)
            .one();
    LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return List.of(
        new Limit("conversation", payer.conversation(), day, own.conversation()),
        new Limit("bot", payer.bot(), day, own.bot()),
        new Limit("organization", payer.organization(), day.withDayOfMonth(1), own.organization()));
  }

  /** What was used so far; nobody else changes it until the end of the transaction. */
  private static Amount locked(Handle handle, UUID organization, Limit limit) {
    int made =
        handle
            .createUpdate(
                """
                insert into model_spending (org_id, whose, id, period_from)
                values (:org, :whose, :id, :from) on conflict do nothing
                """)
            .bind("org", organization)
            .bind("whose", limit.whose())
            .bind("id", limit.id())
            .bind("from", limit.from())
            .execute();
    if (made > 0 && limit.whose().equals("organization")) {
      forget(handle, organization, limit.from());
    }
    return handle
        .createQuery(
            """
            select tokens, cost_micros from model_spending
            where org_id = :org and whose = :whose and id = :id and period_from = :from
            for update
            """)
        .bind("org", organization)
        .bind("whose", limit.whose())
        .bind("id", limit.id())
        .bind("from", limit.from())
        .map((row, context) -> new Amount(row.getLong(1), row.getLong(2)))
        .one();
  }

  private static void add(Handle handle, UUID organization, Limit limit, Amount amount) {
    handle
        .createUpdate(
            """
            update model_spending
            set tokens = greatest(0, tokens + :tokens),
              cost_micros = greatest(0, cost_micros + :cost)
            where org_id = :org and whose = :whose and id = :id and period_from = :from
            """)
        .bind("tokens", amount.tokens())
        .bind("cost", amount.costMicros())
        .bind("org", organization)
        .bind("whose", limit.whose())
        .bind("id", limit.id())
        .bind("from", limit.from())
        .execute();
  }

  /** Once a month, with the organisation's new row. */
  private static void forget(Handle handle, UUID organization, LocalDate month) {
    handle
        .createUpdate("delete from model_spending where org_id = :org and period_from < :before")
        .bind("org", organization)
        .bind("before", month.minusDays(KEPT_DAYS))
        .execute();
  }
}
