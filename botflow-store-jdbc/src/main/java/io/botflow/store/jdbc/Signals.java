package io.botflow.store.jdbc;

import io.botflow.conversation.Input;
import io.botflow.spi.Priority;
import java.util.UUID;

/** Inputs that are no messages. */
final class Signals {
  private final Transactions transactions;

  Signals(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Adds one to a conversation; false where the organisation has no such conversation. */
  boolean add(UUID organization, UUID conversation, Input input, Priority priority) {
    return transactions.in(
            organization,
            handle ->
                transactions
                    .atNow(
                        handle.createUpdate(
                            """
                            with t as materialized (
                              select coalesce(:fixed_now::timestamptz, clock_timestamp()) as now),
                            c as materialized (
                              select org_id, id from conversations
                              where org_id = :org and id = :conversation),
                            kept as (
                              insert into inbox (conversation_id, id, org_id, kind, ready_at,
                                received_at, sent_at, payload)
                              select c.id, nextval('inputs'), c.org_id, 2, t.now, t.now, t.now,
                                :payload::json
                              from c, t)
                            insert into queue as q (conversation_id, org_id, priority, ready_at, lent,
                              lease_until, fence, attempts)
                            select c.id, c.org_id, :priority, t.now, false, t.now, 0, 0 from c, t
                            on conflict (conversation_id) do update
                              set ready_at = case when q.lent or q.input_ids is not null
                                  then q.ready_at else least(q.ready_at, excluded.ready_at) end,
                                priority = least(q.priority, excluded.priority)
                            """))
                    .bind("org", organization)
                    .bind("conversation", conversation)
                    .bind("priority", number(priority))
                    .bind("payload", StoredJson.write(input, Input.class))
                    .execute())
        > 0;
  }

  private static int number(Priority priority) {
    return switch (priority) {
      case LIVE -> 0;
      case BULK -> 1;
    };
  }
}
