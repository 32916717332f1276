package io.botflow.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.server.TestDatabase;
import io.botflow.server.TestFlows;
import io.botflow.server.TestNumber;
import io.botflow.whatsapp.sandbox.NetworkRules;
import io.botflow.whatsapp.sandbox.SandboxPhone;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * WhatsApp says "too many": of a number (130429), and to a person (131056), to a server that was
 * not told of these limits. {@code -Dfaults.times=20} says it 20 times as long.
 */
class RateLimitTest {
  private static final int TIMES = Integer.getInteger("faults.times", 1);
  private static final int PER_SECOND = 10;
  private static final int CROWD = 40 * TIMES;
  private static final Duration PATIENCE = Duration.ofSeconds(60L + 20L * TIMES);

  /** A person who is answered beside the storm. */
  private static final Duration PROMPT = Duration.ofSeconds(3);

  @Test
  void aNumberThatIsToldToSlowDownDoesSoAndTheOthersDoNot() throws Exception {
    NetworkRules rules =
        new NetworkRules(NetworkRules.ServiceWindow.IGNORED, PER_SECOND, false, false);
    try (Scene scene = new Scene(TestDatabase.fresh(), rules)) {
      TestNumber busy = scene.connect(1, TestFlows.counting());
      TestNumber quiet = scene.connect(2, TestFlows.counting());
      Replica server = scene.start(Map.of()).ready();
      Webhook all = new Webhook();
      for (int i = 0; i < CROWD; i++) {
        all.with(busy, person(i), "wamid.storm." + i, Instant.now(), "message 1");
      }
      all.deliver(server.port, busy);
      long begun = System.nanoTime();
      SandboxPhone beside = scene.network.phone("31670000000").talkTo(quiet.phoneNumberId());
      Duration slowest = Duration.ZERO;
      for (int i = 1; i <= 5; i++) {
        Duration took = answer(beside, i);
        slowest = took.compareTo(slowest) > 0 ? took : slowest;
      }
      for (int i = 0; i < CROWD; i++) {
        assertThat(scene.network.phone(person(i)).await(PATIENCE).text())
            .isEqualTo(Phones.COUNTING.apply(1));
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      long refused = scene.network.refusedByCode().getOrDefault(130429, 0L);
      System.out.printf(
          "130429: %d messages at %d a second sent in %.1f s with %d refusals; beside them the"
              + " slowest answer took %.2f s%n",
          CROWD, PER_SECOND, seconds, refused, slowest.toMillis() / 1e3);
      assertThat(slowest).isLessThan(PROMPT);
      assertThat(refused).as("no hot loop").isBetween(1L, 6L * CROWD);
      assertThat(scene.network.acceptedCount()).isEqualTo(CROWD + 5);
    }
  }

  @Test
  void aPersonWhoGetsTooManyIsSparedAndTheOthersAreNot() throws Exception {
    NetworkRules rules = new NetworkRules(NetworkRules.ServiceWindow.IGNORED, 0, true, false);
    try (Scene scene = new Scene(TestDatabase.fresh(), rules)) {
      TestNumber number = scene.connect(1, TestFlows.counting());
      scene.start(Map.of()).ready();
      SandboxPhone eager = scene.network.phone("31671000000").talkTo(number.phoneNumberId());
      SandboxPhone other = scene.network.phone("31671000001").talkTo(number.phoneNumberId());
      int burst = 45;
      for (int i = 1; i <= burst; i++) {
        answer(eager, i);
      }
      eager.say("message " + (burst + 1));
      Until.holds(
          "the pair is limited",
          PATIENCE,
          () -> scene.network.refusedByCode().getOrDefault(131056, 0L) > 0);
      for (int i = 1; i <= 5; i++) {
        assertThat(answer(other, i)).isLessThan(PROMPT);
      }
      assertThat(eager.await(PATIENCE).text()).isEqualTo(Phones.COUNTING.apply(burst + 1));
      long refused = scene.network.refusedByCode().getOrDefault(131056, 0L);
      System.out.printf("131056: answered in order after %d refusals%n", refused);
      assertThat(refused).as("no hot loop").isLessThanOrEqualTo(4);
      assertThat(scene.network.acceptedCount()).isEqualTo(burst + 1 + 5);
    }
  }

  private static String person(int i) {
    return "3167" + (1_000_000 + i);
  }

  private static Duration answer(SandboxPhone phone, int i) throws InterruptedException {
    long begun = System.nanoTime();
    phone.say("message " + i);
    assertThat(phone.await(PATIENCE).text()).isEqualTo(Phones.COUNTING.apply(i));
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
