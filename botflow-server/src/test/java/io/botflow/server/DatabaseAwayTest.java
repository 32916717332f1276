package io.botflow.server;

import static io.botflow.server.TestServer.ONE;
import static io.botflow.server.TestServer.text;
import static io.botflow.server.TestServer.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.store.jdbc.DatabaseAddress;
import io.botflow.testing.FaultProxy;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseAwayTest {
  /** Meta is promised an answer within a second; the rest is for a loaded machine. */
  private static final Duration PROMISED = Duration.ofMillis(1_500);

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final DatabaseAddress address = TestDatabase.fresh();
  private final FaultProxy line = FaultProxy.to(TestDatabase.port(address));
  private final TestServer server = new TestServer(TestDatabase.environment(address, line.port()));

  DatabaseAwayTest() throws Exception {}

  @AfterAll
  void stop() throws Exception {
    server.close();
    line.close();
  }

  @Test
  void aCutLineIsToldWithinASecondAndHealsByItself() throws Exception {
    heals("31600001", line::cut);
  }

  @Test
  void aSilentLineIsToldWithinASecondAndHealsByItself() throws Exception {
    heals("31600002", line::silence);
  }

  private interface Fault {
    void begin() throws Exception;
  }

  private void heals(String prefix, Fault fault) throws Exception {
    postUntilTaken(prefix, 1);
    assertThat(server.network.phone(prefix + "1").await(PATIENCE).text()).isEqualTo("1: hi 1");

    fault.begin();
    for (int i = 2; i <= 4; i++) {
      refusedInTime(prefix, i);
    }
    assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
    HttpResponse<String> ready = server.get("/health/ready");
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body()).contains("\"database\":\"down\"");

    line.restore();
    for (int i = 2; i <= 4; i++) {
      postUntilTaken(prefix, i);
      assertThat(server.network.phone(prefix + i).await(PATIENCE).text()).isEqualTo("1: hi " + i);
    }
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (server.get("/health/ready").statusCode() != 200) {
      assertThat(System.nanoTime()).as("the server did not become ready").isLessThan(end);
    }
  }

  @Test
  void aStuckDatabaseIsToldWithinASecond() throws Exception {
    try (Connection connection = TestDatabase.connect(address);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table botflow.inbound_keys in access exclusive mode");
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> all =
            List.of(1, 2, 3, 4, 5, 6, 7, 8).stream()
                .<Future<?>>map(
                    i ->
                        threads.submit(
                            () -> {
                              refusedInTime("31600003", i);
                              return null;
                            }))
                .toList();
        for (Future<?> one : all) {
          one.get();
        }
      }
      connection.rollback();
    }
    postUntilTaken("31600003", 9);
    assertThat(server.network.phone("316000039").await(PATIENCE).text()).isEqualTo("1: hi 9");
  }

  private void refusedInTime(String prefix, int i) throws Exception {
    long begin = System.nanoTime();
    HttpResponse<String> response = post(prefix, i);
    Duration took = Duration.ofNanos(System.nanoTime() - begin);

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).contains("1");
    assertThat(response.body()).contains("store-unavailable");
    assertThat(took).isLessThan(PROMISED);
  }

  /** As Meta does: again and again. */
  private void postUntilTaken(String prefix, int i) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (post(prefix, i).statusCode() != 200) {
      assertThat(System.nanoTime()).as("the server did not recover").isLessThan(end);
    }
  }

  private HttpResponse<String> post(String prefix, int i) throws Exception {
    String id = "wamid." + prefix + "." + i;
    return server.post(ONE, webhook(List.of(text(ONE, prefix + i, id, "hi " + i))));
  }
}
