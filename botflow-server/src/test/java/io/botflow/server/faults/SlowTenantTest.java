package io.botflow.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.server.BotFlowServer;
import io.botflow.server.TestFlows;
import io.botflow.server.TestNumber;
import io.botflow.server.config.ServerConfig;
import io.botflow.whatsapp.sandbox.SandboxPhone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/**
 * One tenant's shop or WhatsApp number hangs for a crowd. The server has two connections for its
 * work: if one were held during an outside call, nobody at all would be answered meanwhile. {@code
 * -Dfaults.times=20} measures the other tenant 20 times as long and holds it to its bar.
 */
class SlowTenantTest {
  private static final int TIMES = Integer.getInteger("faults.times", 1);
  private static final int EXCHANGES = 50 * TIMES;
  private static final int CROWD = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Nobody notices less, and a short run measures little more than chance. */
  private static final Duration UNNOTICED = Duration.ofMillis(TIMES == 1 ? 1_000 : 20);

  @Test
  void aShopThatHangsHoldsNoConnectionAndSlowsNobodyElse() throws Exception {
    try (Scene scene = new Scene();
        BotFlowServer server = open(scene)) {
      TestNumber slow = scene.connect(1, FaultFlows.shopping(scene.outside.url()));
      TestNumber quick = scene.connect(2, TestFlows.counting());
      SandboxPhone phone = scene.network.phone("31720000000").talkTo(quick.phoneNumberId());
      Duration before = p95(phone, 0);

      scene.outside.hold();
      crowd(slow).deliver(server.port(), slow);
      Until.holds("all of them wait", PATIENCE, () -> scene.outside.calls() == CROWD);
      Duration meanwhile = p95(phone, EXCHANGES);
      scene.outside.release();
      for (int i = 0; i < CROWD; i++) {
        assertThat(scene.network.phone(person(i)).await(PATIENCE).text()).isEqualTo("1");
      }
      unharmed("a shop", before, meanwhile);
    }
  }

  @Test
  void aNumberThatHangsHoldsNoConnectionAndSlowsNobodyElse() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    try (Scene scene = new Scene();
        BotFlowServer server = open(scene)) {
      TestNumber slow = scene.connect(1, TestFlows.counting());
      TestNumber quick = scene.connect(2, TestFlows.counting());
      CountDownLatch hanging = new CountDownLatch(5);
      scene.network.onMessage(
          attempt -> {
            if (attempt.phoneNumberId().equals(slow.phoneNumberId())) {
              hanging.countDown();
              await(gate);
            }
          });
      SandboxPhone phone = scene.network.phone("31720000000").talkTo(quick.phoneNumberId());
      Duration before = p95(phone, 0);

      crowd(slow).deliver(server.port(), slow);
      hanging.await();
      Duration meanwhile = p95(phone, EXCHANGES);
      gate.countDown();
      for (int i = 0; i < CROWD; i++) {
        assertThat(scene.network.phone(person(i)).await(PATIENCE).text())
            .isEqualTo(Phones.COUNTING.apply(1));
      }
      unharmed("a number", before, meanwhile);
    } finally {
      gate.countDown();
    }
  }

  private static BotFlowServer open(Scene scene) {
    BotFlowServer server =
        BotFlowServer.open(
            ServerConfig.read(
                scene.environment(
                    Map.of(
                        "BOTFLOW_HTTP_PORT", "0",
                        "BOTFLOW_HTTP_HOST", "127.0.0.1",
                        "BOTFLOW_DATABASE_WORKER_CONNECTIONS", "2"))));
    server.start();
    scene.front.target(server.port());
    return server;
  }

  private static Webhook crowd(TestNumber number) {
    Webhook webhook = new Webhook();
    for (int i = 0; i < CROWD; i++) {
      webhook.with(number, person(i), "wamid.crowd." + i, Instant.now(), "message 1");
    }
    return webhook;
  }

  private static String person(int i) {
    return "3173" + (1_000_000 + i);
  }

  private static Duration p95(SandboxPhone phone, int said) throws InterruptedException {
    List<Duration> all = new ArrayList<>();
    for (int i = said + 1; i <= said + EXCHANGES; i++) {
      long begun = System.nanoTime();
      phone.say("message " + i);
      assertThat(phone.await(PATIENCE).text()).isEqualTo(Phones.COUNTING.apply(i));
      all.add(Duration.ofNanos(System.nanoTime() - begun));
    }
    return all.stream().sorted().toList().get(EXCHANGES * 95 / 100);
  }

  private static void unharmed(String what, Duration before, Duration meanwhile) {
    System.out.printf(
        "%s hangs for %d people: another tenant's p95 %d ms before, %d ms meanwhile (%d answers"
            + " each)%n",
        what, CROWD, before.toMillis(), meanwhile.toMillis(), EXCHANGES);
    assertThat(meanwhile).isLessThan(before.multipliedBy(3).dividedBy(2).plus(UNNOTICED));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
