package io.botflow.store.jdbc;

import io.botflow.spi.Sending;
import io.botflow.spi.Store;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Messages that a channel took and gives back: each waits again in its place, in the transaction
 * that keeps the failure, so that it is neither lost nor sent twice.
 */
final class ReturnedRows {

  /**
   * A message that failed just now, by the name that the channel gave it.
   *
   * @param answeredBy until when its sender may still tell what went; null where nobody has it
   */
  record Returned(
      UUID organization,
      UUID channel,
      String externalId,
      Instant at,
      String code,
      @Nullable String detail,
      @Nullable Instant answeredBy) {}

  private ReturnedRows() {}

  /**
   * A row of before number and attempt were kept stays failed. The words that say that a machine
   * answers did not reach the customer.
   */
  private static final String WAIT_AGAIN =
      """
      with t as materialized (
        select coalesce(:fixed_now::timestamptz, clock_timestamp()) as now),
      s as materialized (
        select * from unnest(:orgs, :channels, :externals, :moments, :codes, :details, :answered)
          with ordinality as s (org, channel, external, at, code, detail, answered, n)),
      found as materialized (
        select s.*, d.id, d.conversation_id, d.number, d.attempt, m.extra
        from s
        join deliveries d on d.external_id = s.external and d.channel_id = s.channel
          and d.org_id = s.org and d.status = 2 and d.number is not null
          and coalesce(cardinality(d.spent_external_ids), 0) < :most
        join messages m on m.conversation_id = d.conversation_id and m.id = d.id
        join conversations c on c.org_id = d.org_id and c.id = d.conversation_id
        where c.owner <> 2 or m.sent_by <> 'bot'),
      spent as (
        update deliveries d set status = 0, external_id = null, error_code = null, status_at = t.now,
          spent_external_ids = array_append(d.spent_external_ids, f.external)
        from found f cross join t where d.id = f.id
        returning d.id),
      untold as (
        update conversations c set ai_disclosed_at = null
        from found f where c.org_id = f.org and c.id = f.conversation_id
          and f.extra -> 'terms' ->> 'disclosure' is not null),
      waiting as (
        insert into outbox (id, org_id, channel_id, conversation_id, number, resend, state, attempt,
          next_at, delay_ms, epoch, returned, returned_code, returned_detail, returned_at)
        select f.id, f.org, f.channel, f.conversation_id, f.number,
          coalesce(f.extra ->> 'resend', 'AFTER_DOUBT') = 'AFTER_DOUBT', 0, f.attempt, coalesce(f.answered, t.now), 0,
          (select epoch from system_epoch), true, f.code, f.detail, f.at
        from found f cross join t
        order by f.conversation_id, f.number
        on conflict do nothing)
      select f.n from found f
      """;

  /** Those of them that wait again. */
  static Set<Returned> waitAgain(Handle handle, Transactions transactions, List<Returned> all) {
    return all.isEmpty()
        ? Set.of()
        : transactions
            .atNow(
                Columns.of(all)
                    .uuid("orgs", Returned::organization)
                    .uuid("channels", Returned::channel)
                    .text("externals", one -> Text.storable(one.externalId()))
                    .moment("moments", Returned::at)
                    .text("codes", one -> Text.storable(one.code()))
                    .text("details", one -> Text.storable(one.detail()))
                    .moment("answered", Returned::answeredBy)
                    .bind(handle.createQuery(WAIT_AGAIN)))
            .bind("most", Store.MOST_RETURNS)
            .map((row, context) -> all.get(row.getInt("n") - 1))
            .set();
  }

  private static final String ANSWERED =
      """
      update outbox o set next_at = least(o.next_at, coalesce(:fixed_now::timestamptz, clock_timestamp()))
      from unnest(:ids, :attempts) as s (id, attempt)
      where o.id = s.id and o.attempt = s.attempt and o.state = 0 and o.returned_code is not null
      """;

  /** What their senders know of the failed attempt is kept, so they need not wait any more. */
  static void answered(Handle handle, Transactions transactions, List<Sending> back) {
    if (!back.isEmpty()) {
      transactions
          .atNow(
              Columns.of(back)
                  .uuid("ids", Sending::id)
                  .number("attempts", Sending::attempt)
                  .bind(handle.createUpdate(ANSWERED)))
          .execute();
    }
  }
}
