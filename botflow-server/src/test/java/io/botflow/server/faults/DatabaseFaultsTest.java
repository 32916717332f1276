package io.botflow.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.server.TestDatabase;
import io.botflow.server.TestFlows;
import io.botflow.server.TestNumber;
import io.botflow.store.jdbc.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PostgreSQL is killed under load, and stays away. {@code -Dfaults.times=20} kills it 20 times,
 * {@code -Dfaults.away=PT10M} keeps it away for so long.
 */
class DatabaseFaultsTest {
  private static final int TIMES = Integer.getInteger("faults.times", 1);
  private static final Duration AWAY = Duration.parse(System.getProperty("faults.away", "PT5S"));
  private static final Duration BETWEEN_POSTS = Duration.ofMillis(TIMES == 1 ? 50 : 20);
  private static final int PEOPLE = 20;

  /** Nobody waits for a database that is away. The promise, a second, is told, not asserted. */
  private static final Duration HANGS_AFTER = Duration.ofSeconds(10);

  private static final Duration BACK_WITHIN = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void whatWasTakenSurvivesTheDatabasesDeathAndAnswersGoOnWithinSeconds() throws Exception {
    EmbeddedPostgres postgres = EmbeddedPostgres.start(folder);
    try (Scene scene = new Scene(postgres.address(), Scene.NO_LIMITS)) {
      TestNumber number = scene.connect(1, FaultFlows.ordering(scene.outside.url(), ""));
      scene.start(Map.of()).ready();
      List<Double> recoveries = new ArrayList<>();
      try (Phones phones = Phones.talk(scene, number, PEOPLE, Phones.ORDERING)) {
        for (int i = 0; i < TIMES; i++) {
          phones.more(3 * PEOPLE);
          kill(postgres);
          postgres.close();
          postgres = EmbeddedPostgres.start(folder);
          scene.database.target(TestDatabase.port(postgres.address()));
          long back = System.nanoTime();
          phones.more(1);
          recoveries.add((System.nanoTime() - back) / 1e9);
          phones.more(PEOPLE);
        }
        phones.end();
        System.out.printf(
            "PostgreSQL killed %d times: %d messages answered in order, %d sent twice, the first"
                + " answer at most %.1f s after it was back%n",
            TIMES,
            phones.answered(),
            scene.doubles(),
            recoveries.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
        assertThat(recoveries).allMatch(seconds -> seconds <= BACK_WITHIN.toSeconds());
        assertThat(scene.outside.orders()).isEqualTo(phones.answered());
        assertThat(scene.network.acceptedCount()).isEqualTo(phones.answered() + scene.doubles());
        assertThat(scene.doubles()).isLessThanOrEqualTo(TIMES);
      }
    } finally {
      postgres.close();
    }
  }

  @Test
  void whileTheDatabaseIsAwayEachWebhookIsRefusedInTimeAndAllAreTakenAfterwards() throws Exception {
    try (Scene scene = new Scene()) {
      TestNumber number = scene.connect(1, TestFlows.counting());
      Replica server = scene.start(Map.of()).ready();
      Webhook.of(number, "31640000000", "wamid.before", Instant.now(), "message 1")
          .deliver(server.port, number);
      scene.network.phone("31640000000").await(PATIENCE);
      double before = heap(server);

      scene.database.cut();
      Queue<Double> took = new ConcurrentLinkedQueue<>();
      int sent = 0;
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> posts = new ArrayList<>();
        long end = System.nanoTime() + AWAY.toNanos();
        while (System.nanoTime() - end < 0) {
          Webhook webhook = webhook(number, ++sent);
          posts.add(
              threads.submit(
                  () -> {
                    long begun = System.nanoTime();
                    assertThat(webhook.post(server.port, number).statusCode()).isEqualTo(503);
                    took.add((System.nanoTime() - begun) / 1e9);
                    return null;
                  }));
          LockSupport.parkNanos(BETWEEN_POSTS.toNanos());
        }
        for (Future<?> post : posts) {
          post.get();
        }
      }
      double after = heap(server);
      assertThat(server.status("/health/ready")).isEqualTo(503);
      assertThat(server.status("/health/live")).isEqualTo(200);

      scene.database.restore();
      for (int i = 1; i <= sent; i++) {
        webhook(number, i).deliver(server.port, number);
      }
      for (int i = 1; i <= sent; i++) {
        assertThat(scene.network.phone(person(i)).await(PATIENCE).text())
            .isEqualTo(Phones.COUNTING.apply(1));
      }
      List<Double> sorted = took.stream().sorted().toList();
      double p99 = sorted.get((int) (0.99 * (sorted.size() - 1)));
      System.out.printf(
          "the database away for %s: %d webhooks refused, p99 %.3f s, heap in use %.0f MB before"
              + " and %.0f MB after, all answered once afterwards%n",
          AWAY, sent, p99, before / 1e6, after / 1e6);
      assertThat(sorted).allMatch(seconds -> seconds < HANGS_AFTER.toSeconds());
      assertThat(after).isLessThan(before + 64e6);
      assertThat(scene.network.acceptedCount()).isEqualTo(1 + sent);
    }
  }

  private static Webhook webhook(TestNumber number, int i) {
    return Webhook.of(number, person(i), "wamid.away." + i, Instant.now(), "message 1");
  }

  private static String person(int i) {
    return "3164" + (1_000_000 + i);
  }

  /** What lives after a collection. */
  private static double heap(Replica server) throws Exception {
    return server.used("Tenured Gen");
  }

  /** As {@code pg_ctl stop -m immediate}: every process of it ends where it stands. */
  private static void kill(EmbeddedPostgres postgres) throws Exception {
    String pid = Files.readAllLines(postgres.dataDirectory().resolve("postmaster.pid")).get(0);
    String command = "kill -QUIT " + Long.parseLong(pid.strip());
    assertThat(new ProcessBuilder("/bin/sh", "-c", command).start().waitFor()).isZero();
    ProcessHandle.of(Long.parseLong(pid.strip())).ifPresent(one -> one.onExit().join());
  }
}
