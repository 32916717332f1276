package io.botflow.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.server.TestNumber;
import io.botflow.whatsapp.sandbox.SandboxPhone;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A server that stands still for longer than its leases, as a machine does that is out of memory,
 * and goes on as if nothing had been. Another one has done its work meanwhile. {@code
 * -Dfaults.times=20} freezes it at every point, and 20 times at any moment.
 */
class FrozenReplicaTest {
  private static final int TIMES = Integer.getInteger("faults.times", 1);
  private static final int PEOPLE = 20;
  private static final Duration SOON = Duration.ofSeconds(60);

  @Test
  void aTurnThatSleptThroughItsLeaseIsNotCommitted() throws Exception {
    try (Scene scene = new Scene().shortLeases()) {
      TestNumber number = scene.connect(1, FaultFlows.ordering(scene.outside.url(), ""));
      Replica sleeper = scene.start(Map.of()).ready();
      scene.outside.hold();
      for (int i = 0; i < PEOPLE; i++) {
        phone(scene, number, i).say("message 1");
      }
      Until.holds("all turns run", SOON, () -> scene.outside.calls() == PEOPLE);
      sleeper.freeze();
      scene.start(Map.of());
      Until.holds("all run once more", SOON, () -> scene.outside.calls() == 2 * PEOPLE);
      scene.outside.release();
      for (int i = 0; i < PEOPLE; i++) {
        assertThat(Phones.words(phone(scene, number, i).await(SOON)))
            .isEqualTo(Phones.ORDERING.apply(1));
      }

      sleeper.thaw();
      Until.holds(
          "all late turns are refused",
          SOON,
          () -> sleeper.metric("botflow_turns_fenced_total") == PEOPLE);
      assertThat(sleeper.metric("botflow_turns_total")).isZero();
      assertThat(scene.outside.orders()).isEqualTo(PEOPLE);
      assertThat(scene.network.acceptedCount()).isEqualTo(PEOPLE);
    }
  }

  @Test
  void aMessageThatSleptThroughItsLeaseIsNotSent() throws Exception {
    try (Scene scene = new Scene().shortLeases()) {
      TestNumber number = scene.connect(1, FaultFlows.ordering(scene.outside.url(), ""));
      Replica sleeper =
          scene.start(Map.of(CrashPlan.AT, CrashPoint.C8.name(), CrashPlan.BY, "STOP")).ready();
      SandboxPhone phone = phone(scene, number, 1);
      phone.say("message 1");
      sleeper.frozen();
      scene.start(Map.of());
      assertThat(Phones.words(phone.await(SOON))).isEqualTo(Phones.ORDERING.apply(1));

      sleeper.thaw();
      Until.holds("the late message is given up", SOON, () -> sleeper.replies("retry") == 1);
      assertThat(scene.network.acceptedCount()).isOne();
    }
  }

  static Stream<CrashPoint> points() {
    return TIMES == 1
        ? Stream.of(CrashPoint.C6)
        : Stream.of(CrashPoint.values()).filter(point -> point != CrashPoint.C11);
  }

  @ParameterizedTest
  @MethodSource("points")
  void theOthersGoOnWhereverItFreezes(CrashPoint point) throws Exception {
    try (Scene scene = new Scene().shortLeases()) {
      TestNumber number = scene.connect(1, FaultFlows.ordering(scene.outside.url(), ""));
      scene.start(Map.of()).ready();
      Replica sleeper =
          scene.start(
              Map.of(CrashPlan.AT, point.name(), CrashPlan.BY, "STOP", CrashPlan.SKIP, "10"));
      try (Phones phones = Phones.talk(scene, number, PEOPLE, Phones.ORDERING)) {
        sleeper.frozen();
        long begun = System.nanoTime();
        phones.more(3 * PEOPLE);
        double seconds = (System.nanoTime() - begun) / 1e9;
        sleeper.thaw();
        phones.more(2 * PEOPLE);
        phones.end();
        System.out.printf(
            "frozen at %s: %d messages answered in order, %d of them in %.1f s meanwhile, %d sent"
                + " twice, %.0f late turns refused%n",
            point,
            phones.answered(),
            3 * PEOPLE,
            seconds,
            scene.doubles(),
            sleeper.metric("botflow_turns_fenced_total"));
        assertThat(scene.outside.orders()).isEqualTo(phones.answered());
        assertThat(scene.network.acceptedCount()).isEqualTo(phones.answered());
      }
    }
  }

  @Test
  void theOthersGoOnWheneverItFreezes() throws Exception {
    Random random = new Random(TIMES);
    try (Scene scene = new Scene().shortLeases()) {
      TestNumber number = scene.connect(1, FaultFlows.ordering(scene.outside.url(), ""));
      Replica sleeper = scene.start(Map.of()).ready();
      Replica other = scene.start(Map.of()).ready();
      try (Phones phones = Phones.talk(scene, number, PEOPLE, Phones.ORDERING)) {
        for (int i = 0; i < TIMES; i++) {
          phones.more(1 + random.nextInt(3 * PEOPLE));
          sleeper.freeze();
          phones.more(3 * PEOPLE);
          sleeper.thaw();
        }
        phones.more(PEOPLE);
        phones.end();
        System.out.printf(
            "frozen %d times: %d messages answered in order, %d sent twice, %.0f late turns"
                + " refused%n",
            TIMES,
            phones.answered(),
            scene.doubles(),
            sleeper.metric("botflow_turns_fenced_total")
                + other.metric("botflow_turns_fenced_total"));
        assertThat(scene.outside.orders()).isEqualTo(phones.answered());
        assertThat(scene.network.acceptedCount()).isEqualTo(phones.answered());
      }
    }
  }

  private static SandboxPhone phone(Scene scene, TestNumber number, int i) {
    return scene.network.phone("3162000" + (1_000 + i)).talkTo(number.phoneNumberId());
  }
}
