package io.botflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.store.jdbc.DatabaseAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StopTest {
  private static final int PHONES = 20;

  @Test
  void whatIsUnderWayEndsBeforeTheServerStops() throws Exception {
    DatabaseAddress address = TestDatabase.fresh();
    CountDownLatch under = new CountDownLatch(1);
    try (TestServer server =
        new TestServer(
            TestDatabase.environment(address, TestDatabase.port(address)), TestServer.PATIENT)) {
      server.network.faults().latency(Duration.ofSeconds(1));
      server.network.onMessage(attempt -> under.countDown());
      for (int i = 0; i < PHONES; i++) {
        server.network.phone("3162000" + i).talkTo(TestServer.ONE.phoneNumberId()).say("bye");
      }
      assertThat(under.await(30, TimeUnit.SECONDS)).isTrue();

      long begun = System.nanoTime();
      server.server.close();

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(25));
      // Nothing is left half done: no message of unknown fate, no conversation that is lent.
      assertThat(count(address, "botflow.outbox", "state in (1, 2)")).isZero();
      assertThat(count(address, "botflow.queue", "lent")).isZero();
      assertThat(server.network.doubles()).isEmpty();
      assertThat(server.network.acceptedCount()).isPositive();
    }
  }

  /** The owner counts past the rules that bind it while the server serves. */
  private static long count(DatabaseAddress address, String table, String condition)
      throws Exception {
    try (Connection connection = TestDatabase.connect(address);
        Statement statement = connection.createStatement()) {
      statement.execute("alter table " + table + " no force row level security");
      try (ResultSet rows =
          statement.executeQuery("select count(*) from " + table + " where " + condition)) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }
}
