package io.botflow.store.jdbc;

import io.botflow.spi.Arrival;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What channels told besides messages and statuses, kept for the features that care. */
final class ChannelEventRows {

  private ChannelEventRows() {}

  static void insert(Handle handle, List<Arrival> arrivals) {
    if (arrivals.isEmpty()) {
      return;
    }
    Instant now = Instant.now();
    Columns.of(arrivals)
        .uuid("ids", arrival -> HistoryIds.of(now, 0, UUID.randomUUID().toString()))
        .uuid("orgs", arrival -> arrival.bot().organization())
        .uuid("channels", arrival -> arrival.bot().channel())
        .text("kinds", arrival -> arrival.event().getClass().getSimpleName())
        .text("payloads", arrival -> StoredJson.write(arrival.event()))
        .bind(
            handle.createUpdate(
                """
                insert into channel_events (id, org_id, channel_id, kind, payload)
                select id, org, channel, kind, payload::json
                from unnest(:ids, :orgs, :channels, :kinds, :payloads)
                  as r (id, org, channel, kind, payload)
                """))
        .execute();
  }
}
