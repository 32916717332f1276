package io.botflow.store.jdbc;

import io.botflow.spi.Store;
import java.sql.Array;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the conversations that a worker gets: the organisation with the fewest lent ones first,
 * of an organisation no more than it may hold, what is live before what is bulk. Looks at tables
 * without content only, over all tenants.
 */
final class Lending {
  /**
   * A process that dies takes every conversation with it that it had. What died so often might be
   * the reason: it is tried once more when nothing else that might be is, so that only the reason
   * dies with it again.
   */
  private static final int SUSPECT_DEATHS = Store.MAX_ATTEMPTS - 1;

  private final Transactions transactions;
  private final StoreSettings settings;

  Lending(Transactions transactions, StoreSettings settings) {
    this.transactions = transactions;
    this.settings = settings;
  }

  /**
   * What was lent.
   *
   * @param inputs what an earlier attempt answered and this one answers too; null at a first
   *     attempt
   */
  record Lease(
      UUID conversation,
      UUID organization,
      long fence,
      int attempts,
      @Nullable List<Long> inputs,
      Instant now) {
    FoundRow.Key key() {
      return new FoundRow.Key(organization, conversation);
    }
  }

  /**
   * The organisations with something to do are found by jumping from one to the next along the
   * index; then each gets its turn in the order of how few conversations it has lent already. Of
   * those that have equally few, one with little to do comes before a backlog more often than not:
   * whoever writes to a quiet organisation must not wait for all that was there before. Servers
   * that look at the same time pass each other by, since each locks what it takes.
   */
  List<Lease> lend(Handle handle, int most) {
    freeExpired(handle);
    return transactions
        .atNow(handle.createQuery(LEND))
        .bind("most", most)
        .bind("default_active", settings.conversationsPerOrganization())
        .bind("lease", settings.turnLease().toMillis() / 1000.0)
        .bind("suspect", SUSPECT_DEATHS)
        .bind("most_attempts", Store.MAX_ATTEMPTS)
        .map(
            (row, context) -> {
              Array inputs = row.getArray("input_ids");
              return new Lease(
                  FoundRow.uuid(row, "conversation_id"),
                  FoundRow.uuid(row, "org_id"),
                  row.getLong("fence"),
                  row.getInt("attempts"),
                  inputs == null ? null : FoundRow.numbers(inputs),
                  Objects.requireNonNull(FoundRow.moment(row, "now")));
            })
        .list();
  }

  /** A worker that did not come back loses the conversation; its fence is no longer the row's. */
  private void freeExpired(Handle handle) {
    transactions
        .atNow(
            handle.createUpdate(
                """
                update queue q set lent = false, ready_at = q.lease_until, deaths = q.deaths + 1
                where q.conversation_id = any(array(
                  select e.conversation_id from queue e where e.lent
                    and e.lease_until <= (select coalesce(:fixed_now::timestamptz, clock_timestamp()))
                  order by e.lease_until limit 500 for update skip locked))
                """))
        .execute();
  }

  private static final String LEND =
      """
      with recursive t as materialized (
        select coalesce(:fixed_now::timestamptz, clock_timestamp()) as now),
      ready_orgs (org_id) as (
        (select org_id from queue where not lent order by org_id limit 1)
        union all
        select (select q.org_id from queue q where not q.lent and q.org_id > o.org_id
          order by q.org_id limit 1)
        from ready_orgs o where o.org_id is not null),
      active as materialized (
        select org_id, count(*) as active from queue
        where lent and lease_until > (select now from t) group by org_id),
      orgs as materialized (
        select o.org_id, coalesce(a.active, 0) as active,
          coalesce(s.max_active, :default_active) - coalesce(a.active, 0) as room
        from ready_orgs o
        left join active a on a.org_id = o.org_id
        left join org_schedule s on s.org_id = o.org_id
        where o.org_id is not null and not coalesce(s.paused, false)
          and coalesce(s.max_active, :default_active) > coalesce(a.active, 0)
          and exists (select from queue q where not q.lent and q.org_id = o.org_id
            and q.ready_at <= (select now from t))
        order by active, random() limit greatest(:most * 4, 256)),
      ranked as (
        select o.org_id, o.active, c.*,
          row_number() over (partition by o.org_id order by c.priority, c.ready_at) as place,
          count(*) over (partition by o.org_id) as waiting,
          row_number() over (partition by c.suspect order by c.ready_at) as among_its_like
        from orgs o cross join lateral (
          select q.conversation_id, q.priority, q.ready_at,
            q.deaths >= :suspect and q.attempts < :most_attempts as suspect
          from queue q
          where not q.lent and q.org_id = o.org_id and q.ready_at <= (select now from t)
          order by q.priority, q.ready_at
          limit least(:most, o.room)) c),
      free as materialized (
        select q.conversation_id from queue q
        where q.conversation_id = any(array(
            select conversation_id from ranked
            where not suspect or among_its_like = 1 and not exists (
              select from queue s where s.lent and s.deaths >= :suspect
                and s.lease_until > (select now from t))
            order by active + place, random() * waiting
            limit :most))
          and not q.lent
        for update skip locked)
      update queue q set lent = true, fence = nextval('fences'), attempts = q.attempts + 1,
        lease_until = (select now from t) + :lease * interval '1 second'
      where q.conversation_id = any(array(select conversation_id from free))
      returning q.conversation_id, q.org_id, q.fence, q.attempts, q.input_ids, (select now from t) as now
      """;
}
