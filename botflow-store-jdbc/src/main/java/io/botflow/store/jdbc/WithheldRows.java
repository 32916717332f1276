package io.botflow.store.jdbc;

import io.botflow.spi.SendResult.Withheld;
import io.botflow.spi.Sending;
import io.botflow.store.jdbc.Settlements.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Messages that wait for the customer to write: state 4 of the outbox. A turn that hears the
 * customer lets them go as it is committed; those whose time is over have failed.
 */
final class WithheldRows {
  private static final int ROWS_AT_ONCE = 1_000;

  private final Transactions transactions;

  WithheldRows(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Puts messages aside.
   *
   * @return their conversations, whose next messages may go
   */
  List<UUID> keep(Handle handle, List<Answer<Withheld>> answers) {
    if (answers.isEmpty()) {
      return List.of();
    }
    return transactions
        .atNow(
            Columns.of(answers)
                .uuid("ids", answer -> answer.sending().id())
                .number("attempts", answer -> answer.sending().attempt())
                .number("times", answer -> answer.result().keep().toMillis())
                .bind(
                    handle.createQuery(
                        """
                        update outbox o set state = 4, returned_code = null,
                          next_at = coalesce(:fixed_now::timestamptz, clock_timestamp())
                            + s.time * interval '1 millisecond'
                        from unnest(:ids, :attempts, :times) as s (id, attempt, time)
                        where o.id = s.id and o.attempt = s.attempt and o.state = 1
                        returning o.conversation_id
                        """)))
        .mapTo(UUID.class)
        .list();
  }

  /**
   * Notes at their conversations what customers were told by messages that were taken.
   *
   * @param back those of them of which a status said already that they did not arrive
   */
  void told(Handle handle, List<Sending> taken, Set<UUID> back) {
    List<Sending> telling = new ArrayList<>();
    for (Sending sending : taken) {
      if (sending.discloses() || sending.standsIn()) {
        telling.add(sending);
      }
    }
    if (telling.isEmpty()) {
      return;
    }
    transactions
        .atNow(
            Columns.of(telling)
                .uuid("orgs", Sending::organization)
                .uuid("conversations", Sending::conversation)
                .flag("discloses", one -> one.discloses() && !back.contains(one.id()))
                .flag("asks", Sending::asksBack)
                .number("replaced", sending -> sending.standsIn() ? sending.number() : null)
                .bind(
                    handle.createUpdate(
                        """
                        update conversations c set
                          ai_disclosed_at = case when u.discloses then coalesce(c.ai_disclosed_at, u.now)
                            else c.ai_disclosed_at end,
                          asked_back_at = case when u.asks then u.now else c.asked_back_at end,
                          replaced = coalesce(u.replaced, c.replaced)
                        from (
                          select org, conversation, bool_or(discloses) as discloses,
                            bool_or(asks) as asks, max(replaced) as replaced,
                            coalesce(:fixed_now::timestamptz, clock_timestamp()) as now
                          from unnest(:orgs, :conversations, :discloses, :asks, :replaced)
                            as s (org, conversation, discloses, asks, replaced)
                          group by org, conversation) u
                        where c.org_id = u.org and c.id = u.conversation
                        """)))
        .execute();
  }

  private record Expired(UUID id, UUID organization) {}

  /** Ends those that waited too long; how many there were. */
  int expire() {
    return transactions.outside(
        handle -> {
          List<Expired> expired =
              transactions
                  .atNow(
                      handle.createQuery(
                          """
                          select id, org_id from outbox where state = 4
                            and next_at <= (select coalesce(:fixed_now::timestamptz, clock_timestamp()))
                          order by next_at limit :most for update skip locked
                          """))
                  .bind("most", ROWS_AT_ONCE)
                  .map(
                      (row, context) ->
                          new Expired(FoundRow.uuid(row, "id"), FoundRow.uuid(row, "org_id")))
                  .list();
          if (expired.isEmpty()) {
            return 0;
          }
          Transactions.name(handle, expired.stream().map(Expired::organization).toList());
          return transactions
              .atNow(
                  handle.createUpdate(
                      """
                      with gone as (delete from outbox where id = any(:ids) returning *)
                      insert into deliveries
                        (org_id, id, conversation_id, channel_id, status, status_at, error_code)
                      select org_id, id, conversation_id, channel_id, 2,
                        coalesce(:fixed_now::timestamptz, clock_timestamp()), 'window_closed'
                      from gone order by id
                      on conflict (id) do nothing
                      """))
              .bind("ids", Columns.uuids(expired.stream().map(Expired::id).toList()))
              .execute();
        });
  }
}
