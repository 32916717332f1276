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

  Leases(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Turns due times into inputs. Whether the session's time has really come is looked at when its
   * conversation is lent, since a time here may be earlier than the session's.
   */
  static void ringTimers(Transactions transactions, Handle handle) {
    transactions
        .atNow(
            handle.createUpdate(
                """
                with due as (
                  delete from timers where conversation_id = any(array(
                    select conversation_id from timers
                    where due_at <= coalesce(:fixed_now::timestamptz, clock_timestamp())
                    order by due_at limit :most for update skip locked))
                  returning conversation_id, org_id, due_at)
                insert into inbox (org_id, conversation_id, kind, ready_at, sent_at, payload)
                select d.org_id, d.conversation_id, 3, d.due_at, d.due_at, '{}'
                from due d join conversations c on c.org_id = d.org_id and c.id = d.conversation_id
                """))
        .bind("most", MOST_TIMERS)
        .execute();
  }

  /** Frees a conversation that has nothing to do after all, and winds its timer up again. */
  static void dropIdle(Handle handle, UUID conversation, List<Long> inputs) {
    handle
        .createUpdate("delete from inbox where id = any(:ids) and kind = 3")
        .bind("ids", Columns.numbers(inputs))
        .execute();
    handle
        .createUpdate("delete from conversation_leases where conversation_id = :conversation")
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
    transactions.run(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into turn_steps (org_id, turn_id, step, result)
                    select :org, :turn, :step, :result::json
                    from conversation_leases
                    where conversation_id = :conversation and fence = :fence
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

  /** Gives a conversation back without a turn, to be tried again, or not after the third time. */
  void giveUp(Claim claim, String problem, Duration delay) {
    transactions.run(
        handle -> {
          if (claim.attempt() >= Store.MAX_ATTEMPTS) {
            putAside(transactions, handle, claim.conversation(), claim.fence(), problem);
            return 0;
          }
          return transactions
              .atNow(
                  handle.createUpdate(
                      """
                      update conversation_leases set lent = false, lease_until =
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
   * Puts the input of a lease aside, where people see it and can repeat it, and the conversation
   * into the queue for a person. Does nothing when the lease is no longer held.
   */
  static void putAside(
      Transactions transactions, Handle handle, UUID conversation, long fence, String problem) {
    transactions
        .atNow(
            handle.createUpdate(
                """
                with t as (select coalesce(:fixed_now::timestamptz, clock_timestamp()) as now),
                lease as (
                  delete from conversation_leases
                  where conversation_id = :conversation and fence = :fence
                  returning conversation_id, org_id, input_ids),
                input as (
                  delete from inbox i using lease l
                  where i.id = any(l.input_ids) and i.conversation_id = l.conversation_id
                  returning i.*),
                queued as (
                  update conversations c set owner = 1, due_at = null, updated_at = t.now
                  from lease l, t where c.org_id = l.org_id and c.id = l.conversation_id
                    and c.owner = 0
                  returning c.id),
                said as (
                  insert into messages (org_id, id, conversation_id, channel_id, inbound, turn,
                    sent_by, content, reply_to, external_id, created_at)
                  select i.org_id, gen_random_uuid(), i.conversation_id, c.channel_id, true,
                    c.turns + 1, 'customer', i.payload -> 'content', i.payload ->> 'replyTo',
                    i.payload ->> 'id', i.sent_at
                  from input i join conversations c on c.org_id = i.org_id
                    and c.id = i.conversation_id
                  where i.kind = 1)
                insert into inbox_dead
                  (id, org_id, conversation_id, kind, sent_at, payload, problem, died_at)
                select i.id, i.org_id, i.conversation_id, i.kind, i.sent_at, i.payload, :problem,
                  t.now
                from input i, t
                """))
        .bind("conversation", conversation)
        .bind("fence", fence)
        .bind("problem", String.valueOf(Text.storable(problem)))
        .execute();
  }
}
