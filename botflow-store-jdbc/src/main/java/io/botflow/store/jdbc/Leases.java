package io.botflow.store.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.spi.Claim;
import io.botflow.spi.Store;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What happens to a lent conversation besides a committed turn. */
final class Leases {
  /** Due times that one claim turns into inputs. */
  private static final int MOST_TIMERS = 200;

  private final Transactions transactions;
  private final Quarantine quarantine;

  Leases(Transactions transactions, Quarantine quarantine) {
    this.transactions = transactions;
    this.quarantine = quarantine;
  }

  /**
   * Makes conversations ready whose time has come. Whether the session's time has really come is
   * looked at when its conversation is lent, since a time here may be earlier than the session's.
   */
  static void ringTimers(Transactions transactions, Handle handle) {
    transactions
        .atNow(
            handle.createUpdate(
                """
                with due as (
                  delete from timers where conversation_id = any(array(
                    select conversation_id from timers
                    where due_at <= (select coalesce(:fixed_now::timestamptz, clock_timestamp()))
                    order by due_at limit :most for update skip locked))
                  returning conversation_id, org_id, due_at)
                insert into queue (conversation_id, org_id, priority, ready_at, lent, lease_until,
                  fence, attempts)
                select conversation_id, org_id, 0, due_at, false, due_at, 0, 0
                from due order by conversation_id
                on conflict do nothing
                """))
        .bind("most", MOST_TIMERS)
        .execute();
  }

  /** Frees a conversation that has nothing to do after all, and winds its timer up again. */
  static void dropIdle(Handle handle, UUID conversation) {
    handle
        .createUpdate("delete from queue where conversation_id = :conversation")
        .bind("conversation", conversation)
        .execute();
    handle
        .createUpdate(
            """
            insert into timers (conversation_id, org_id, due_at)
            select id, org_id, due_at from conversations
            where id = :conversation and due_at is not null
            on conflict (conversation_id) do update
              set due_at = least(timers.due_at, excluded.due_at)
            """)
        .bind("conversation", conversation)
        .execute();
  }

  /** Keeps the result of an outside call for a later attempt, as long as the claim holds. */
  void record(Claim claim, String step, JsonNode result) {
    transactions.in(
        claim.bot().organization(),
        handle ->
            handle
                .createUpdate(
                    """
                    insert into turn_steps (org_id, turn_id, step, result)
                    select :org, :turn, :step, :result::json
                    from queue
                    where conversation_id = :conversation and fence = :fence and lent
                    on conflict (org_id, turn_id, step) do nothing
                    """)
                .bind("org", claim.bot().organization())
                .bind("turn", claim.turn())
                .bind("step", Text.storable(step))
                .bind("result", StoredJson.write(result))
                .bind("conversation", claim.conversation())
                .bind("fence", claim.fence())
                .execute());
  }

  /** Gives conversations back at once that nobody works on: no attempt was made. */
  void giveBack(List<Claim> claims) {
    if (claims.isEmpty()) {
      return;
    }
    transactions.outside(
        handle ->
            Columns.of(claims)
                .uuid("conversations", Claim::conversation)
                .number("fences", Claim::fence)
                .bind(
                    handle.createUpdate(
                        """
                        update queue q set lent = false, attempts = greatest(q.attempts - 1, 0)
                        from unnest(:conversations, :fences) as u (id, fence)
                        where q.conversation_id = u.id and q.fence = u.fence and q.lent
                        """))
                .execute());
  }

  /** Gives a conversation back without a turn, to be tried again, or not after the third time. */
  void giveUp(Claim claim, String problem, Duration delay) {
    transactions.in(
        claim.bot().organization(),
        handle -> {
          if (claim.attempt() >= Store.MAX_ATTEMPTS) {
            quarantine.putAside(handle, claim.conversation(), claim.fence(), problem);
            return 0;
          }
          return transactions
              .atNow(
                  handle.createUpdate(
                      """
                      update queue set lent = false, ready_at =
                        coalesce(:fixed_now::timestamptz, clock_timestamp()) + :delay * interval '1 second'
                      where conversation_id = :conversation and fence = :fence and lent
                      """))
              .bind("delay", delay.toMillis() / 1000.0)
              .bind("conversation", claim.conversation())
              .bind("fence", claim.fence())
              .execute();
        });
  }

  /**
   * Ends leases whose input is done: a conversation that has more to do is free, one that has not
   * is forgotten here. The caller holds their rows' locks, and its statement before this one looked
   * at nothing that came since: whoever brings something waits for the lock.
   */
  static void end(Handle handle, List<UUID> conversations) {
    handle
        .createUpdate(
            """
            with rest as materialized (
              select i.conversation_id, min(i.ready_at) as ready_at from inbox i
              where i.conversation_id = any(:conversations) group by i.conversation_id),
            freed as (
              update queue q set lent = false, ready_at = r.ready_at, attempts = 0, deaths = 0,
                superseded = 0, input_ids = null
              from rest r where q.conversation_id = r.conversation_id)
            delete from queue q where q.conversation_id = any(:conversations)
              and not exists (select from rest r where r.conversation_id = q.conversation_id)
            """)
        .bind("conversations", Columns.uuids(conversations))
        .execute();
  }
}
