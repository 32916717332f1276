package io.botflow.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.server.TestDatabase;
import io.botflow.server.TestNumber;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A server dies at each of the points in turn, while people talk to it and a flow calls outside.
 * {@code -Dfaults.times=20} kills it 20 times at each.
 */
class CrashPointTest {
  private static final int TIMES = Integer.getInteger("faults.times", 1);
  private static final int PEOPLE = 10;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Test
  void nothingIsLostDoubledOrOutOfOrderWhereverTheProcessDies() throws Exception {
    Random random = new Random(TIMES);
    int deaths = 0;
    long begun = System.nanoTime();
    try (Scene scene = new Scene().shortLeases()) {
      TestNumber number = scene.connect(1, FaultFlows.ordering(scene.outside.url(), ""));
      keepAnExpiredKey(scene);
      try (Phones phones = Phones.talk(scene, number, PEOPLE, Phones.ORDERING)) {
        int port = 0;
        for (int i = 0; i < TIMES; i++) {
          for (CrashPoint point : CrashPoint.values()) {
            // Everybody is answered between two deaths: a turn that is cut three times in a row is
            // put aside, whoever is to blame. The upkeep commits three times an hour.
            int skip =
                point == CrashPoint.C11 ? random.nextInt(3) : 2 * PEOPLE + random.nextInt(PEOPLE);
            Map<String, String> plan =
                Map.of(CrashPlan.AT, point.name(), CrashPlan.SKIP, Integer.toString(skip));
            Replica server = port == 0 ? scene.start(plan) : scene.start(port, plan);
            port = server.port;
            server.dies();
            deaths++;
          }
        }
        scene.start(port, Map.of()).ready();
        phones.more(PEOPLE);
        Until.holds("the upkeep that died is done", PATIENCE, () -> expiredKeys(scene) == 0);
        phones.end();

        int doubles = scene.doubles();
        System.out.printf(
            "%d deaths at %d points: %d messages answered in order, %d sent twice, %d orders in %d"
                + " calls, the model asked %d times, %d webhooks repeated, %.0f s%n",
            deaths,
            deaths / TIMES,
            phones.answered(),
            doubles,
            scene.outside.orders(),
            scene.outside.calls(),
            scene.outside.questions(),
            scene.network.webhooks().retried(),
            (System.nanoTime() - begun) / 1e9);
        assertThat(scene.outside.orders()).as("orders").isEqualTo(phones.answered());
        assertThat(scene.network.acceptedCount()).isEqualTo(phones.answered() + doubles);
        // Twice only where the doubt ended before a status came: at most once for each death.
        assertThat(doubles).isLessThanOrEqualTo(deaths);
      }
    }
  }

  /** Something that the upkeep has to do. */
  private static void keepAnExpiredKey(Scene scene) throws SQLException {
    try (Connection connection = TestDatabase.connect(scene.address);
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into botflow.inbound_keys (channel_id, kind, key, org_id, received_at)
          values (gen_random_uuid(), 1, 'expired', gen_random_uuid(), now() - interval '9 days')
          """);
    }
  }

  private static int expiredKeys(Scene scene) throws SQLException {
    try (Connection connection = TestDatabase.connect(scene.address);
        Statement statement = connection.createStatement();
        ResultSet count =
            statement.executeQuery(
                "select count(*) from botflow.inbound_keys where key = 'expired'")) {
      count.next();
      return count.getInt(1);
    }
  }
}
