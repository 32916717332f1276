package io.botflow.store.jdbc;

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
                insert into channel_events (id, org_id, channel_id, kind, payload)
                select (left(first_id(clock_timestamp())::text, 13)
                    || right(gen_random_uuid()::text, 23))::uuid,
                  org, channel, kind, payload::json
                from unnest(:orgs, :channels, :kinds, :payloads) as r (org, channel, kind, payload)
                """))
        .execute();
  }
}
