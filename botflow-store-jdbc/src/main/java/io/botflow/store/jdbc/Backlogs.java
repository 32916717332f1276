package io.botflow.store.jdbc;

import io.botflow.spi.StoreUnavailable;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/**
 * Who gets more messages than all servers together can answer in time. Thread-safe.
 *
 * <p>What was taken has to be answered, however late; what is refused in time stays with a network
 * that repeats it, and the queue stays as short as people are patient.
 */
public final class Backlogs {
  private static final String BEHIND =
      """
      with recursive t as materialized (
        select coalesce(:fixed_now::timestamptz, clock_timestamp())
          - :patience * interval '1 millisecond' as long_ago),
      orgs (org_id) as (
        (select org_id from queue where not lent
          and exists (select from queue where not lent
            and ready_at < (select long_ago from t))
          order by org_id limit 1)
        union all
        select (select q.org_id from queue q where not q.lent
          and q.org_id > o.org_id order by q.org_id limit 1)
        from orgs o where o.org_id is not null)
      select o.org_id from orgs o left join org_schedule s on s.org_id = o.org_id
      where s.paused is not true and (
        select q.ready_at from queue q
        where not q.lent and q.org_id = o.org_id and q.priority = 0
        order by q.ready_at offset :depth limit 1) < (select long_ago from t)
      """;

  private final Transactions transactions;

  /** Looks at the queue of this database. */
  public Backlogs(Databases databases) {
    this(databases.work());
  }

  Backlogs(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * The organisations of which more than {@code depth} conversations that somebody waits in have
   * been ready for longer than {@code patience}. A few may be old for reasons of their own; one
   * that an operator paused is none of them, since its messages are to be kept.
   *
   * @throws StoreUnavailable when the database cannot be reached or did not answer in time
   */
  public Set<UUID> behind(Duration patience, int depth) {
    return transactions.outside(
        handle ->
            transactions
                .atNow(handle.createQuery(BEHIND))
                .bind("patience", patience.toMillis())
                .bind("depth", depth)
                .mapTo(UUID.class)
                .set());
  }
}
