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
   * The nearest of: a due time, a message that waits to be sent, a lease or rest that ends, an
   * input in its join window. The last is looked for among the newest rows only, since nothing but
   * a join window puts an input into the future and that is a matter of seconds.
   */
  Duration idle(Duration limit) {
    Optional<Double> seconds =
        transactions.run(
            handle ->
                transactions
                    .atNow(
                        handle.createQuery(
                            """
                            with t as materialized (
                              select coalesce(:fixed_now::timestamptz, clock_timestamp()) as now)
                            select extract(epoch from least(
                              (select min(due_at) from timers),
                              (select min(next_at) from outbox
                                where state < 3 and next_at > (select now from t)),
                              (select min(lease_until) from conversation_leases
                                where lease_until > (select now from t)),
                              (select min(ready_at) from (
                                select ready_at from inbox order by id desc limit 200) i
                                where ready_at > (select now from t)))
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
