package io.botflow.store.jdbc;

import io.botflow.spi.StoreUnavailable;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the tables in shape, every hour: makes the months to come, drops those whose time is over,
 * deletes what is of no more use. Several servers may do it at once; each part is a transaction of
 * its own and goes on where it was left.
 */
final class Upkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

  /** Months that are there before they begin. */
  private static final int MONTHS_AHEAD = 2;

  /** Rows of one transaction, so that nobody waits for it. */
  private static final int ROWS_AT_ONCE = 2_000;

  private static final int MOST_ROUNDS = 500;

  private final Transactions transactions;
  private final WithheldRows withheld;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> Thread.ofPlatform().daemon().name("botflow-upkeep").unstarted(work));

  Upkeep(Transactions transactions) {
    this.transactions = transactions;
    this.withheld = new WithheldRows(transactions);
  }

  /** Begins soon, when the start of the server has had its part of the machine. */
  void start() {
    // Tells its failures itself, and ends with the thread.
    var unused = thread.scheduleWithFixedDelay(this::tryRun, 5, 3_600, TimeUnit.SECONDS);
  }

  private void tryRun() {
    try {
      run();
    } catch (StoreUnavailable | JdbiException e) {
      LOG.warn("Upkeep of the database failed; it is tried again in an hour", e);
    }
  }

  /** All of it, now. */
  void run() {
    int made = call("select make_partitions(" + MONTHS_AHEAD + ")");
    if (made > 0) {
      LOG.info("{} parts of the history's tables were made for the months to come", made);
    }
    List<String> dropped =
        transactions.outside(
            handle ->
                handle.createQuery("select drop_expired_partitions()").mapTo(String.class).list());
    if (!dropped.isEmpty()) {
      LOG.info("History whose time is over was dropped: {}", dropped);
    }
    expire();
    int deleted = ROWS_AT_ONCE;
    for (int round = 0; deleted >= ROWS_AT_ONCE && round < MOST_ROUNDS; round++) {
      deleted = call("select delete_expired(" + ROWS_AT_ONCE + ")");
    }
  }

  /** Messages that waited in vain for their customers. */
  private void expire() {
    int round = 0;
    while (withheld.expire() > 0 && round < MOST_ROUNDS) {
      round++;
    }
  }

  private int call(String sql) {
    return transactions.outside(handle -> handle.createQuery(sql).mapTo(Integer.class).one());
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
