package io.botflow.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.server.TestNumber;
import io.botflow.spi.Store;
import io.botflow.whatsapp.sandbox.SandboxPhone;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A message that breaks whoever works on it: the turn, the memory, the whole process. */
class PoisonTest {
  private static final int PEOPLE = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @Test
  void aMessageThatKillsTheProcessIsPutAsideAfterThreeClaims() throws Exception {
    try (Scene scene = new Scene().shortLeases()) {
      TestNumber number = scene.connect(1, FaultFlows.ordering(scene.outside.url(), ""));
      Replica server = scene.start(Map.of()).ready();
      try (Phones neighbours = Phones.talk(scene, number, PEOPLE, Phones.ORDERING)) {
        neighbours.more(PEOPLE);
        SandboxPhone victim = victim(scene, number);
        victim.say(PoisonedModel.KILLS);
        for (int deaths = 0; deaths < Store.MAX_ATTEMPTS; deaths++) {
          server.dies();
          server = scene.start(server.port, Map.of());
        }
        server.ready();
        neighbours.more(3 * PEOPLE);
        neighbours.end();
        assertThat(server.isAlive()).as("nobody dies of it any more").isTrue();
        assertThat(victim.received()).isEmpty();
        goesOn(server, victim);
        int doubles = scene.doubles();
        System.out.printf(
            "poison: %d deaths, %d messages of the neighbours answered in order, %d sent twice%n",
            Store.MAX_ATTEMPTS, neighbours.answered(), doubles);
        assertThat(doubles).isLessThanOrEqualTo(Store.MAX_ATTEMPTS);
        assertThat(scene.network.acceptedCount()).isEqualTo(neighbours.answered() + doubles);
      }
    }
  }

  @Test
  void aMessageThatFillsTheMemoryIsPutAsideAndOneThatFillsTheStackIsAnswered() throws Exception {
    try (Scene scene = new Scene().shortLeases()) {
      TestNumber number = scene.connect(1, FaultFlows.ordering(scene.outside.url(), ""));
      Replica server = scene.start(Map.of()).ready();
      try (Phones neighbours = Phones.talk(scene, number, PEOPLE, Phones.ORDERING)) {
        SandboxPhone stack = scene.network.phone("31680000001").talkTo(number.phoneNumberId());
        stack.say(PoisonedModel.FILLS_STACK);
        assertThat(stack.await(PATIENCE).text()).as("the flow's fallback").isNotEmpty();

        SandboxPhone victim = victim(scene, number);
        victim.say(PoisonedModel.FILLS_MEMORY);
        Until.holds(
            "it failed three times",
            PATIENCE,
            () -> server.metric("botflow_turns_failed_total") == Store.MAX_ATTEMPTS);
        assertThat(victim.received()).isEmpty();
        neighbours.more(PEOPLE);
        neighbours.end();
        goesOn(server, victim);
        assertThat(scene.network.acceptedCount()).isEqualTo(1 + neighbours.answered());
      }
    }
  }

  private static SandboxPhone victim(Scene scene, TestNumber number) {
    return scene.network.phone("31680000000").talkTo(number.phoneNumberId());
  }

  /** Its conversation is a person's now; what it says next is a turn like any other. */
  private static void goesOn(Replica server, SandboxPhone victim) throws Exception {
    double before = server.metric("botflow_turns_total");
    victim.say("is anybody there?");
    Until.holds(
        "the next message is a turn",
        PATIENCE,
        () -> server.metric("botflow_turns_total") == before + 1);
  }
}
