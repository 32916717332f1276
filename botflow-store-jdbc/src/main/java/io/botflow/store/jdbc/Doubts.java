package io.botflow.store.jdbc;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;

/** What becomes of messages of which nobody knows whether the channel took them. */
final class Doubts {
  /** Servers look for work every second; a longer silence of all of them is an outage. */
  private static final Duration SILENCE = Duration.ofSeconds(5);

  private static final Duration BEAT = Duration.ofSeconds(1);

  private final Transactions transactions;
  private final StoreSettings settings;
  private final LongSupplier nanos;
  private volatile long beatAt;

  /**
   * @param nanos as {@link System#nanoTime()}
   */
  Doubts(Transactions transactions, StoreSettings settings, LongSupplier nanos) {
    this.transactions = transactions;
    this.settings = settings;
    this.nanos = nanos;
    this.beatAt = nanos.getAsLong() - BEAT.toNanos();
  }

  /**
   * A lease that ran out means doubt; a doubt that lasted leads to one more try, or to a person.
   */
  void judge() {
    boolean beats = nanos.getAsLong() - beatAt >= BEAT.toNanos() && !transactions.clockIsStopped();
    transactions.outside(
        handle -> {
          if (beats) {
            beat(handle);
          }
          return judge(handle);
        });
    if (beats) {
      beatAt = nanos.getAsLong();
    }
  }

  private int judge(Handle handle) {
    return transactions
        .atNow(
            handle.createUpdate(
                """
                update outbox o set
                  doubts = o.doubts + case when o.state = 1 then 1 else 0 end,
                  state = case when o.state = 1 then 2 when o.resend and o.doubts < 2 then 0
                    else 3 end,
                  next_at = t.now + case when o.state = 1 then :doubt * interval '1 second'
                    else interval '0' end
                from (select coalesce(:fixed_now::timestamptz, clock_timestamp()) as now) t
                where o.id = any(array(
                  select d.id from outbox d where d.state in (1, 2)
                    and d.next_at <= (select coalesce(:fixed_now::timestamptz, clock_timestamp()))
                  order by d.next_at limit 500 for update skip locked))
                """))
        .bind("doubt", Sendings.seconds(settings.doubt()))
        .execute();
  }

  /**
   * Statuses come only while somebody answers webhooks: after a time in which no server lived, or
   * none reached the database, every doubt lasts as much longer.
   */
  private static void beat(Handle handle) {
    handle
        .createUpdate(
            """
            with old as materialized (
              select beat_at, clock_timestamp() as now from heartbeat for update),
            beaten as (update heartbeat set beat_at = old.now from old)
            update outbox o set next_at = o.next_at + (old.now - old.beat_at)
            from old where o.state = 2 and old.now - old.beat_at > :silence * interval '1 second'
            """)
        .bind("silence", SILENCE.toSeconds())
        .execute();
  }
}
