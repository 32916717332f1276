package io.botflow.server.live;

import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;

/** Events that are too old to be caught up with go; whoever has not heard them reads anew. */
final class LiveForgetting {
  private final Transactions work;

  LiveForgetting(Databases databases) {
    this.work = databases.work();
  }

  /** Whether there may be more. */
  boolean run() {
    return work.outside(
            handle ->
                handle
                    .createUpdate(
                        """
                        with gone as (
                          delete from live_events where ctid = any(array(
                            select ctid from live_events
                            where at < clock_timestamp() - interval '1 day' limit 5000))
                          returning org_id, number)
                        update live_organizations l set since = greatest(l.since, g.number)
                        from (select org_id, max(number) as number from gone group by org_id) g
                        where l.org_id = g.org_id
                        """)
                    .execute())
        > 0;
  }
}
