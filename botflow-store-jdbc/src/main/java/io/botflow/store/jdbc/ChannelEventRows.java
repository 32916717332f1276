package io.botflow.store.jdbc;

import io.botflow.message.ChannelEvent;
import io.botflow.spi.Arrival;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What channels told besides messages and statuses, kept for the features that care. */
final class ChannelEventRows {

  private ChannelEventRows() {}

  static void insert(Handle handle, List<Arrival> arrivals) {
    if (arrivals.isEmpty()) {
      return;
    }
    Columns.of(arrivals)
        .uuid("orgs", arrival -> arrival.bot().organization())
        .uuid("channels", arrival -> arrival.bot().channel())
        .text("kinds", arrival -> arrival.event().getClass().getSimpleName())
        .text("payloads", arrival -> StoredJson.write(arrival.event()))
        .bind(
            handle.createUpdate(
                """
                with kept as (
                  insert into channel_events (id, org_id, channel_id, kind, payload)
                  select (left(first_id(clock_timestamp())::text, 13)
                      || right(gen_random_uuid()::text, 23))::uuid,
                    org, channel, kind, payload::json
                  from unnest(:orgs, :channels, :kinds, :payloads)
                    as r (org, channel, kind, payload)
                  returning id, org_id, channel_id, kind)
                insert into template_news (org_id, event_id, channel_id)
                select org_id, id, channel_id from kept where kind = 'TemplateChanged'
                """))
        .execute();
  }

  /**
   * Has templates read again of which something was told. Also where it was told before: what is
   * told carries no time, so that a template which is paused again says the same as the first time.
   */
  static void askForTemplates(Handle handle, List<Arrival> arrivals) {
    List<Arrival> changed =
        arrivals.stream()
            .filter(arrival -> arrival.event() instanceof ChannelEvent.TemplateChanged)
            .toList();
    if (changed.isEmpty()) {
      return;
    }
    Columns.of(changed)
        .uuid("orgs", arrival -> arrival.bot().organization())
        .uuid("channels", arrival -> arrival.bot().channel())
        .text("accounts", arrival -> Text.storable(arrival.event().address().account()))
        .bind(
            handle.createUpdate(
                """
                insert into template_reads as t (org_id, business_account_id, channel_id, due_at)
                select distinct on (org, account) org, account, channel, clock_timestamp()
                from unnest(:orgs, :channels, :accounts) as r (org, channel, account)
                order by org, account
                on conflict (org_id, business_account_id) do update
                  set due_at = least(t.due_at, excluded.due_at), asked = t.asked + 1
                """))
        .execute();
  }
}
