package io.botflow.store.jdbc;

import java.time.Duration;
import java.util.Optional;

/** When something will be ready that is not ready now. */
final class WakeTimes {
  private final Transactions transactions;

  WakeTimes(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * The nearest of: a due time, a message that waits to be sent or is in doubt, a conversation that
   * rests or waits for the rest of a burst, a lease that ends.
   */
  Duration idle(Duration limit) {
    Optional<Double> seconds =
        transactions.outside(
            handle ->
                transactions
                    .atNow(
                        handle.createQuery(
                            """
                            with t as materialized (
                              select coalesce(:fixed_now::timestamptz, clock_timestamp()) as now)
                            select extract(epoch from least(
                              (select min(due_at) from timers),
                              (select min(next_at) from outbox where state = 0
                                and next_at > (select now from t)),
                              (select min(next_at) from outbox where state in (1, 2)),
                              (select min(lease_until) from queue where lent),
                              (select min(ready_at) from queue where not lent
                                and ready_at > (select now from t)))
                              - (select now from t))::float8
                            """))
                    .mapTo(Double.class)
                    .findOne());
    if (seconds.isEmpty()) {
      return limit;
    }
    Duration next = Duration.ofMillis(Math.max(0, (long) Math.ceil(seconds.get() * 1000)));
    return next.compareTo(limit) < 0 ? next : limit;
  }
}
