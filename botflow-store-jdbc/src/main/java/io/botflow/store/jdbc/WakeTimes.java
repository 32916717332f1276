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
                              (select w.next_at from (
                                select * from outbox where state = 0
                                  and next_at <= (select now from t)
                                order by next_at limit 100) w
                                where not exists (select from outbox e
                                    where e.conversation_id = w.conversation_id
                                      and e.number < w.number and e.state < 3)
                                  and not exists (select from channel_pauses p
                                    where p.channel_id = w.channel_id
                                      and p.until > (select now from t))
                                limit 1),
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
