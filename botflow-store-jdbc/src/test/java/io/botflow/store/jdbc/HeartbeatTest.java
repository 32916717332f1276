package io.botflow.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Servers tell that they live, so that a doubt is prolonged by outages and by nothing else. */
class HeartbeatTest {
  @Test
  void aServerThatLooksWithoutPauseTellsThatItLives() throws Exception {
    DatabaseAddress address = TestDatabase.newDatabase();
    try (Databases databases = TestDatabase.open(address)) {
      AtomicLong nanos = new AtomicLong();
      Doubts doubts = new Doubts(databases.work(), StoreSettings.standard(), nanos::get);
      doubts.judge();
      TestDatabase.run(address, "update botflow.heartbeat set beat_at = now() - interval '1 day'");

      for (int look = 0; look < 4; look++) {
        nanos.addAndGet(Duration.ofMillis(300).toNanos());
        doubts.judge();
      }

      boolean fresh =
          databases
              .work()
              .outside(
                  handle ->
                      handle
                          .createQuery(
                              "select beat_at > now() - interval '1 minute' from heartbeat")
                          .mapTo(Boolean.class)
                          .one());
      assertThat(fresh).isTrue();
    }
  }
}
