package io.botflow.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.server.TestFlows;
import io.botflow.server.TestNumber;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Far more people write than a server can answer. What it can't answer in time it refuses, so that
 * WhatsApp repeats it, and it is well again soon after. {@code -Dfaults.overload=PT5M} is the long
 * form.
 */
class OverloadTest {
  private static final Duration FLOOD =
      Duration.parse(System.getProperty("faults.overload", "PT8S"));
  private static final int AT_ONCE = 400;

  /** Short, so that the short form comes to refuse; and in the long one as a server has it. */
  private static final Duration BACKLOG =
      FLOOD.compareTo(Duration.ofMinutes(1)) < 0 ? Duration.ofSeconds(1) : Duration.ofSeconds(20);

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @Test
  void whatIsTakenIsAnsweredTheRestIsRefusedAndAnotherTenantIsServed() throws Exception {
    try (Scene scene = new Scene()) {
      TestNumber busy = scene.connect(1, TestFlows.counting());
      TestNumber calm = scene.connect(2, TestFlows.counting());
      Replica server =
          scene
              .start(
                  Map.of(
                      "BOTFLOW_WORKER_BACKLOG",
                      BACKLOG.toString(),
                      "BOTFLOW_WHATSAPP_MESSAGES_PER_SECOND",
                      "100000"))
              .ready();
      Queue<String> taken = new ConcurrentLinkedQueue<>();
      Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
      AtomicInteger people = new AtomicInteger();
      int calmAnswers;
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
          Phones others = Phones.talk(scene, calm, 2, Phones.COUNTING)) {
        List<Future<?>> floods = new ArrayList<>();
        long end = System.nanoTime() + FLOOD.toNanos();
        for (int i = 0; i < AT_ONCE; i++) {
          floods.add(
              threads.submit(
                  () -> {
                    while (System.nanoTime() - end < 0) {
                      String person = person(people.incrementAndGet());
                      int status = post(server, busy, person);
                      statuses
                          .computeIfAbsent(status, ignored -> new AtomicInteger())
                          .incrementAndGet();
                      if (status == 200) {
                        taken.add(person);
                      }
                    }
                    return null;
                  }));
        }
        for (Future<?> flood : floods) {
          flood.get();
        }
        others.more(1);
        others.end();
        calmAnswers = others.answered();
      }
      long over = System.nanoTime();
      assertThat(server.isAlive()).as(server::log).isTrue();
      Until.holds(
          "messages are taken again",
          PATIENCE,
          () -> post(server, busy, person(people.get() + 1)) == 200);
      assertThat(Phones.words(scene.network.phone(person(people.get() + 1)).await(PATIENCE)))
          .isEqualTo(Phones.COUNTING.apply(1));
      double well = (System.nanoTime() - over) / 1e9;
      for (String person : taken) {
        assertThat(Phones.words(scene.network.phone(person).await(PATIENCE)))
            .isEqualTo(Phones.COUNTING.apply(1));
      }
      System.out.printf(
          "%d senders without pause for %s: %s, all of the taken answered once; another tenant's"
              + " people had %d answers meanwhile; well again after %.1f s, %.0f MB of heap%n",
          AT_ONCE, FLOOD, statuses, calmAnswers, well, server.used("Tenured Gen") / 1e6);
      assertThat(statuses.keySet()).isSubsetOf(200, 503, HUNG_UP);
      assertThat(statuses).containsKeys(200, 503);
      assertThat(server.status("/health/ready")).isEqualTo(200);
      assertThat(scene.doubles()).isZero();
    }
  }

  /**
   * A connection that the server closed or did not take: to be repeated, as one that is refused.
   */
  private static final int HUNG_UP = 0;

  private static int post(Replica server, TestNumber number, String person) throws Exception {
    try {
      return Webhook.of(number, person, "wamid." + person, Instant.now(), "message 1")
          .post(server.port, number)
          .statusCode();
    } catch (HttpTimeoutException e) {
      throw new AssertionError("a webhook without an answer", e);
    } catch (IOException e) {
      return HUNG_UP;
    }
  }

  private static String person(int i) {
    return "3166" + (10_000_000 + i);
  }
}
