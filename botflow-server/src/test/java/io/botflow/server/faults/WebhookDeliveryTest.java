package io.botflow.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.server.TestFlows;
import io.botflow.server.TestNumber;
import io.botflow.whatsapp.sandbox.SandboxMessage;
import io.botflow.whatsapp.sandbox.SandboxPhone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Webhooks as a network delivers them: again, late, in any order, many in one. Two servers take
 * them. {@code -Dfaults.times=20} sends 20 times as many.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookDeliveryTest {
  private static final int TIMES = Integer.getInteger("faults.times", 1);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int TENANTS = 20;
  private static final int CHANGES = 1_000;

  private final Random random = new Random(TIMES);
  private final Scene scene = new Scene();
  private final List<TestNumber> numbers = new ArrayList<>();
  private final List<Replica> servers;

  WebhookDeliveryTest() throws Exception {
    for (int i = 1; i <= TENANTS; i++) {
      numbers.add(scene.connect(i, TestFlows.counting()));
    }
    servers = List.of(scene.start(Map.of()), scene.start(Map.of()));
    for (Replica server : servers) {
      server.ready();
    }
  }

  @AfterAll
  void stop() throws Exception {
    scene.close();
  }

  @Test
  void aMessageThatComesFiveTimesAtOnceIsAnsweredOnce() throws Exception {
    TestNumber number = numbers.get(0);
    long before = scene.network.acceptedCount();
    int messages = 50 * TIMES;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> posts = new ArrayList<>();
      for (int i = 0; i < messages; i++) {
        Webhook webhook =
            Webhook.of(number, person(1, i), "wamid.again." + i, Instant.now(), "message 1");
        for (int copy = random.nextInt(5); copy >= 0; copy--) {
          int port = server().port;
          posts.add(
              threads.submit(
                  () -> {
                    webhook.deliver(port, number);
                    return null;
                  }));
        }
      }
      for (Future<?> post : posts) {
        post.get();
      }
    }
    for (int i = 0; i < messages; i++) {
      assertThat(phone(1, i).await(PATIENCE).text()).isEqualTo(Phones.COUNTING.apply(1));
    }
    // Nothing that was repeated is ever a turn of its own: a further one is the second.
    for (int i = 0; i < messages; i++) {
      Webhook.of(number, person(1, i), "wamid.after." + i, Instant.now(), "message 2")
          .deliver(server().port, number);
      assertThat(phone(1, i).await(PATIENCE).text()).isEqualTo(Phones.COUNTING.apply(2));
    }
    assertThat(scene.network.acceptedCount() - before).isEqualTo(2L * messages);
  }

  @Test
  void anOlderMessageThatComesLateIsHandledOnceAndTakesNothingBack() throws Exception {
    TestNumber number = numbers.get(1);
    Instant begun = Instant.now().minusSeconds(3_600);
    for (int i = 0; i < 5 * TIMES; i++) {
      List<Integer> order = new ArrayList<>(List.of(1, 2, 3, 4, 5, 6));
      Collections.shuffle(order, random);
      for (int turn = 1; turn <= order.size(); turn++) {
        int sent = order.get(turn - 1);
        Webhook.of(
                number,
                person(2, i),
                "wamid.late." + i + "." + sent,
                begun.plusSeconds(sent),
                "sent as " + sent)
            .deliver(server().port, number);
        assertThat(phone(2, i).await(PATIENCE).text()).isEqualTo(turn + ": sent as " + sent);
      }
    }
  }

  @Test
  void messagesThatWaitTogetherAreReadInTheOrderInWhichTheyWereSent() throws Exception {
    TestNumber number = numbers.get(2);
    Instant begun = Instant.now().minusSeconds(3_600);
    for (int i = 0; i < 5 * TIMES; i++) {
      List<Integer> order = new ArrayList<>(List.of(1, 2, 3, 4, 5));
      Collections.shuffle(order, random);
      Webhook webhook = new Webhook();
      for (int sent : order) {
        String id = "wamid.together." + i + "." + sent;
        webhook.with(number, person(3, i), id, begun.plusSeconds(sent), "part " + sent);
      }
      webhook.deliver(server().port, number);
      assertThat(phone(3, i).await(PATIENCE).text())
          .isEqualTo("1: part 1\npart 2\npart 3\npart 4\npart 5");
    }
  }

  @Test
  void aThousandChangesOfTwentyTenantsInOnePostEachReachTheirOwn() throws Exception {
    long before = scene.network.acceptedCount();
    TestNumber nobodys = Scene.number(TENANTS + 1);
    Webhook webhook = new Webhook();
    String filling = "x".repeat(2_600);
    for (int i = 0; i < CHANGES; i++) {
      TestNumber number = numbers.get(i % TENANTS);
      webhook.with(number, person(4, i), "wamid.batch." + i, Instant.now(), filling + i);
      if (i % 100 == 0) {
        webhook.with(nobodys, person(4, i), "wamid.nobody." + i, Instant.now(), "lost");
      }
    }
    assertThat(webhook.bytes().length).isBetween(2_900_000, 3 * 1024 * 1024);
    long begun = System.nanoTime();
    webhook.deliver(server().port, numbers.get(0));
    double taken = (System.nanoTime() - begun) / 1e9;
    for (int i = 0; i < CHANGES; i++) {
      SandboxMessage answer = phone(4, i).await(PATIENCE);
      assertThat(answer.text()).isEqualTo("1: " + filling + i);
      assertThat(answer.phoneNumberId()).isEqualTo(numbers.get(i % TENANTS).phoneNumberId());
    }
    System.out.printf(
        "%d changes of %d tenants in %d bytes: taken after %.2f s, all answered after %.1f s%n",
        CHANGES, TENANTS, webhook.bytes().length, taken, (System.nanoTime() - begun) / 1e9);
    assertThat(scene.network.acceptedCount() - before).isEqualTo(CHANGES);
  }

  private Replica server() {
    return servers.get(random.nextInt(servers.size()));
  }

  private static String person(int test, int i) {
    return "3163" + test + (10_000 + i);
  }

  private SandboxPhone phone(int test, int i) {
    return scene.network.phone(person(test, i));
  }
}
