package io.botflow.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.server.TestNumber;
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

  /** Its job does not run without one: C11 is of the upkeep's own test. */
  private static final CrashPoint UPKEEP = CrashPoint.C11;

  @Test
  void nothingIsLostDoubledOrOutOfOrderWhereverTheProcessDies() throws Exception {
    Random random = new Random(TIMES);
    int deaths = 0;
    long begun = System.nanoTime();
    try (Scene scene = new Scene().shortLeases()) {
      TestNumber number = scene.connect(1, FaultFlows.ordering(scene.outside.url(), ""));
      try (Phones phones = Phones.talk(scene, number, PEOPLE, Phones.ORDERING)) {
        int port = 0;
        for (int i = 0; i < TIMES; i++) {
          for (CrashPoint point : CrashPoint.values()) {
            if (point != UPKEEP) {
              // Everybody is answered between two deaths: a turn that is cut three times in a row
              // is
              // put aside, whoever is to blame.
              Map<String, String> plan =
                  Map.of(
                      CrashPlan.AT, point.name(),
                      CrashPlan.SKIP, Integer.toString(2 * PEOPLE + random.nextInt(PEOPLE)));
              Replica server = port == 0 ? scene.start(plan) : scene.start(port, plan);
              port = server.port;
              server.dies();
              deaths++;
            }
          }
        }
        scene.start(port, Map.of()).ready();
        phones.more(PEOPLE);
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
}
