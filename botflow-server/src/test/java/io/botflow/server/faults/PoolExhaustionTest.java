package io.botflow.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.server.BotFlowServer;
import io.botflow.server.TestFlows;
import io.botflow.server.TestNumber;
import io.botflow.server.config.ServerConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** All connections to the database are taken, as by a query that never ends. */
class PoolExhaustionTest {
  private static final int CONNECTIONS = 2;
  private static final Duration REFUSED_WITHIN = Duration.ofMillis(1_500);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void anExhaustedPoolRefusesInTimeAndTellsAndHealsByItself() throws Exception {
    Pools pools = new Pools();
    try (Scene scene = new Scene()) {
      TestNumber number = scene.connect(1, TestFlows.counting());
      Map<String, String> environment =
          scene.environment(
              Map.of(
                  "BOTFLOW_HTTP_PORT",
                  "0",
                  "BOTFLOW_HTTP_HOST",
                  "127.0.0.1",
                  "BOTFLOW_DATABASE_INGEST_CONNECTIONS",
                  Integer.toString(CONNECTIONS),
                  "BOTFLOW_DATABASE_WORKER_CONNECTIONS",
                  Integer.toString(CONNECTIONS)));
      try (BotFlowServer server = BotFlowServer.open(ServerConfig.read(environment), pools)) {
        server.start();
        webhook(number, 0).deliver(server.port(), number);
        scene.network.phone(person(0)).await(PATIENCE);

        CountDownLatch until = new CountDownLatch(1);
        pools.take(CONNECTIONS, until);
        for (int i = 1; i <= 3; i++) {
          long begun = System.nanoTime();
          assertThat(webhook(number, i).post(server.port(), number).statusCode()).isEqualTo(503);
          assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(REFUSED_WITHIN);
        }
        assertThat(status(server, "/health/ready")).isEqualTo(503);
        assertThat(status(server, "/health/live")).isEqualTo(200);

        until.countDown();
        for (int i = 1; i <= 3; i++) {
          webhook(number, i).deliver(server.port(), number);
          assertThat(scene.network.phone(person(i)).await(PATIENCE).text())
              .isEqualTo(Phones.COUNTING.apply(1));
        }
        Until.holds("it is ready", PATIENCE, () -> status(server, "/health/ready") == 200);
        assertThat(scene.network.acceptedCount()).isEqualTo(4);
      }
    }
  }

  private static Webhook webhook(TestNumber number, int i) {
    return Webhook.of(number, person(i), "wamid.pool." + i, Instant.now(), "message 1");
  }

  private static String person(int i) {
    return "3165000000" + i;
  }

  private static int status(BotFlowServer server, String path) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI address = URI.create("http://127.0.0.1:" + server.port() + path);
      return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
          .statusCode();
    }
  }
}
