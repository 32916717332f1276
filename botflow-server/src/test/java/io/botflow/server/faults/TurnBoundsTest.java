package io.botflow.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.server.TestNumber;
import io.botflow.testing.FaultProxy;
import io.botflow.testing.FaultProxy.Direction;
import io.botflow.testing.LineFault;
import io.botflow.whatsapp.sandbox.SandboxPhone;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A turn ends with an answer, whatever a flow and the programs outside do. */
class TurnBoundsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Of trust: a customer who is not answered within 8 s writes again. */
  private static final Duration MODEL_BOUND = Duration.ofSeconds(8);

  @Test
  void aModelThatHangsOrDripsIsWaitedForOnlySoLong() throws Exception {
    try (Scene scene = new Scene();
        FaultProxy model = FaultProxy.to(scene.outside.port())) {
      TestNumber number = scene.connect(1, FaultFlows.ordering(scene.outside.url(), ""));
      scene
          .start(Map.of(FaultyServer.MODEL_URL, "http://127.0.0.1:" + model.port() + "/v1"))
          .ready();
      SandboxPhone warm = scene.network.phone("31690000000").talkTo(number.phoneNumberId());
      warm.say("message 1");
      assertThat(Phones.words(warm.await(PATIENCE))).isEqualTo(Phones.ORDERING.apply(1));

      model.set(Direction.ANSWERS, LineFault.silence());
      Duration hanging = fallback(scene.network.phone("31690000001"), number);
      model.set(Direction.ANSWERS, LineFault.drip(10));
      Duration dripping = fallback(scene.network.phone("31690000002"), number);
      System.out.printf(
          "a hanging model: the fallback after %.2f s, a dripping one: %.2f s%n",
          hanging.toMillis() / 1e3, dripping.toMillis() / 1e3);
      assertThat(hanging).isLessThan(MODEL_BOUND);
      assertThat(dripping).isLessThan(MODEL_BOUND);
    }
  }

  private static Duration fallback(SandboxPhone phone, TestNumber number) throws Exception {
    long begun = System.nanoTime();
    phone.talkTo(number.phoneNumberId()).say("message 1");
    String text = phone.await(PATIENCE).text();
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    assertThat(text).isNotEmpty().doesNotContain("message 1");
    return took;
  }
}
