package io.botflow.server.metrics;

import io.botflow.spi.StoreUnavailable;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many messages wait, are on their way, are in doubt, or are held for a person or until the
 * customer writes.
 */
final class OutboxMeters {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxMeters.class);

  /** Several readers share one count. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  /** In the order of the numbers in the table. */
  private static final List<String> STATES =
      List.of("pending", "sending", "unknown", "held", "withheld");

  private final Transactions work;
  private final AtomicLongArray counts = new AtomicLongArray(STATES.size());
  private long until = System.nanoTime();

  @Inject
  OutboxMeters(Databases databases, MeterRegistry meters) {
    this.work = databases.work();
    for (int i = 0; i < STATES.size(); i++) {
      int state = i;
      Gauge.builder("botflow.outbox", counts, all -> all.get(state))
          .tag("state", STATES.get(i))
          .register(meters);
    }
  }

  /** Counts again where the last count is old; while the database is away, the last one stays. */
  synchronized void look() {
    if (System.nanoTime() - until < 0) {
      return;
    }
    until = System.nanoTime() + FRESH.toNanos();
    try {
      long[] found = new long[STATES.size()];
      work.outside(
              handle ->
                  handle
                      .createQuery("select state, count(*) from outbox group by state")
                      .map((row, context) -> new long[] {row.getInt(1), row.getLong(2)})
                      .list())
          .forEach(pair -> found[(int) pair[0]] = pair[1]);
      for (int i = 0; i < found.length; i++) {
        counts.set(i, found[i]);
      }
    } catch (StoreUnavailable e) {
      LOG.warn("The outbox cannot be counted: {}", e.getMessage());
    }
  }
}
