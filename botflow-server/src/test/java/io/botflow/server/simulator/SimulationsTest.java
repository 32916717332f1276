package io.botflow.server.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.botflow.node.NodeTypes;
import io.botflow.server.api.Refusal;
import io.botflow.testing.CheckedFlow;
import io.botflow.testing.FlowSet;
import io.botflow.testing.ScriptedIntents;
import io.botflow.testing.SimulatedConversation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How many simulations a process keeps, and for how long. */
class SimulationsTest {
  private static final FlowSet FLOW =
      FlowSet.of(
          Objects.requireNonNull(
              CheckedFlow.of(
                      """
                      {"botflow": 1, "id": "hi", "nodes": [
                        {"id": "a", "type": "trigger", "data": {"config": {"on": "any_message"}}},
                        {"id": "b", "type": "end", "data": {"config": {"text": "Hi."}}}],
                       "edges": [{"id": "e", "source": "a", "target": "b"}]}
                      """,
                      NodeTypes.standard(),
                      null)
                  .compiled()));
  private static final UUID ONE = new UUID(1, 1);
  private static final UUID OTHER = new UUID(2, 2);

  private final AtomicLong time = new AtomicLong();
  private final Simulations simulations = new Simulations(time::get);

  private UUID begun(UUID organization) {
    time.incrementAndGet();
    Simulation simulation =
        new Simulation(
            organization,
            FLOW,
            new ScriptedIntents(),
            SimulatedConversation.SOMEBODY,
            SimulatedConversation.BEGINNING);
    simulations.add(simulation);
    return simulation.id;
  }

  @Test
  void oneTooManyTakesThePlaceOfTheOwnOneThatWasAskedLastLongestAgo() {
    UUID others = begun(OTHER);
    List<UUID> own = new ArrayList<>();
    for (int i = 0; i < Simulations.MOST_OF_ONE; i++) {
      own.add(begun(ONE));
    }
    time.incrementAndGet();
    simulations.find(ONE, own.getFirst());
    UUID more = begun(ONE);

    assertGone(ONE, own.get(1));
    for (UUID there : List.of(own.getFirst(), own.get(2), more)) {
      assertThat(simulations.find(ONE, there).id).isEqualTo(there);
    }
    assertThat(simulations.find(OTHER, others).id).isEqualTo(others);
  }

  @Test
  void allOfAProcessAreLimitedTogether() {
    UUID first = begun(new UUID(3, 0));
    for (int i = 1; i <= Simulations.MOST; i++) {
      begun(new UUID(3, i));
    }
    assertGone(new UUID(3, 0), first);
  }

  @Test
  void oneThatNobodyAsksForHalfAnHourIsForgotten() {
    UUID idle = begun(ONE);
    time.addAndGet(Simulations.IDLE.minus(Duration.ofMinutes(1)).toNanos());
    UUID asked = begun(ONE);
    time.addAndGet(Duration.ofMinutes(2).toNanos());
    UUID last = begun(ONE);

    assertGone(ONE, idle);
    assertThatCode(() -> simulations.find(ONE, asked)).doesNotThrowAnyException();
    simulations.forget(ONE, last);
    assertGone(ONE, last);
  }

  @Test
  void anotherOrganisationsIsAsOneThatNeverWas() {
    UUID id = begun(ONE);
    assertGone(OTHER, id);
    assertThatThrownBy(() -> simulations.forget(OTHER, id)).isInstanceOf(Refusal.class);
    assertThat(simulations.find(ONE, id).id).isEqualTo(id);
  }

  private void assertGone(UUID organization, UUID id) {
    assertThatThrownBy(() -> simulations.find(organization, id)).hasMessage("not-found");
  }
}
