package io.botflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.conversation.Owner;
import io.botflow.conversation.Session;
import io.botflow.message.ChannelAddress;
import io.botflow.spi.Claim;
import io.botflow.spi.Journal;
import io.botflow.spi.PutAside;
import io.botflow.spi.Room;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The loops around turns that a test decides: what fails, and what follows from it. */
class PipelineTest extends PipelineScene {
  @Test
  void whatADeadWorkerHadIsAnsweredAfterItsLease() {
    Pipeline pipeline = start(PipelineScene::echo);
    memory.accept(List.of(arrival(ANNA, "hello")), Room.NONE);
    // A worker of another process takes it before anybody else, and dies.
    assertThat(memory.claim(1)).hasSize(1);
    idle(pipeline);
    assertThat(channel.texts()).isEmpty();

    clock.advance(MemorySettings.DEFAULT.lease());
    idle(pipeline);

    assertThat(channel.texts()).containsExactly("you said hello");
  }

  @Test
  void aTurnThatFailsIsTriedAgainLater() {
    AtomicInteger attempts = new AtomicInteger();
    Pipeline pipeline =
        start(
            (claim, journal) -> {
              if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("the customer's words: hello");
              }
              return echo(claim, journal);
            });
    says(pipeline, ANNA, "hello");
    idle(pipeline);
    assertThat(channel.texts()).isEmpty();

    clock.advance(Duration.ofSeconds(1));
    idle(pipeline);

    assertThat(channel.texts()).containsExactly("you said hello");
  }

  @Test
  void poisonIsPutAsideAndOthersGoOn() {
    Pipeline pipeline =
        start(
            (claim, journal) -> {
              if (said(claim).equals("poison")) {
                return endless(claim, 0);
              }
              return echo(claim, journal);
            });
    says(pipeline, ANNA, "poison");
    says(pipeline, BEN, "hello");
    for (int i = 0; i < 5; i++) {
      idle(pipeline);
      clock.advance(Duration.ofSeconds(10));
    }

    assertThat(channel.texts()).containsExactly("you said hello");
    PutAside aside = memory.putAside(FlowsInMemory.ORGANIZATION, 10).get(0);
    assertThat(aside.problem()).contains("StackOverflowError").doesNotContain("poison");
    assertThat(memory.conversations().get(0).owner()).isEqualTo(Owner.QUEUE);

    says(pipeline, ANNA, "anybody?");
    idle(pipeline);
    assertThat(channel.textsTo(ANNA)).containsExactly("you said anybody?");
  }

  @Test
  void anInputThatWasPutAsideCanBeRepeated() {
    List<String> poison = new ArrayList<>(List.of("poison"));
    Pipeline pipeline =
        start(
            (claim, journal) -> {
              if (poison.contains(said(claim))) {
                throw new IllegalStateException();
              }
              return echo(claim, journal);
            });
    says(pipeline, ANNA, "poison");
    for (int i = 0; i < 3; i++) {
      idle(pipeline);
      clock.advance(Duration.ofSeconds(10));
    }
    poison.clear();

    UUID organization = FlowsInMemory.ORGANIZATION;
    UUID turn = memory.putAside(organization, 10).get(0).turn();
    assertThat(memory.repeat(new UUID(1, 1), turn)).isFalse();
    assertThat(memory.repeat(organization, turn)).isTrue();
    idle(pipeline);

    assertThat(channel.texts()).containsExactly("you said poison");
    assertThat(memory.putAside(organization, 10)).isEmpty();
  }

  @Test
  void aListenerThatThrowsHarmsNobody() {
    AtomicInteger heard = new AtomicInteger();
    listeners.add(
        (claim, turn) -> {
          throw new IllegalStateException("broken");
        });
    listeners.add((claim, turn) -> heard.incrementAndGet());
    Pipeline pipeline = start(PipelineScene::echo);
    says(pipeline, ANNA, "hello");
    idle(pipeline);

    assertThat(channel.texts()).containsExactly("you said hello");
    assertThat(heard).hasValue(1);
  }

  @Test
  void aStoreThatIsAwayIsWaitedFor() {
    Pipeline pipeline = start(PipelineScene::echo);
    idle(pipeline);
    for (int failures = 1; failures <= 6; failures++) {
      store.failNext(0);
      says(pipeline, ANNA, "message " + failures);
      store.failNext(failures);
      idle(pipeline);
      // What a dead commit or settle left comes back with its lease or its doubt.
      clock.advance(Duration.ofMinutes(3));
      idle(pipeline);
    }

    assertThat(channel.texts().stream().distinct())
        .containsExactlyElementsOf(
            List.of(1, 2, 3, 4, 5, 6).stream().map(i -> "you said message " + i).toList());
  }

  @Test
  void theResultOfACallIsNotAskedForTwice() {
    AtomicInteger calls = new AtomicInteger();
    AtomicInteger attempts = new AtomicInteger();
    Pipeline pipeline =
        start(
            (claim, journal) -> {
              Journal.Result<String> result =
                  journal.once("call", String.class, () -> "answer " + calls.incrementAndGet());
              if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException();
              }
              return turn(claim, result.value() + (result.replayed() ? ", replayed" : ""));
            });
    says(pipeline, ANNA, "hello");
    idle(pipeline);
    clock.advance(Duration.ofSeconds(1));
    idle(pipeline);

    assertThat(channel.texts()).containsExactly("answer 1, replayed");
  }

  @Test
  void aGracefulStopLetsTurnsFinish() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch finish = new CountDownLatch(1);
    Pipeline pipeline =
        start(
            (claim, journal) -> {
              begun.countDown();
              await(finish);
              return echo(claim, journal);
            });
    says(pipeline, ANNA, "hello");
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(pipeline.stop(Duration.ofMillis(50))).isFalse();
    says(pipeline, BEN, "too late for this process");
    finish.countDown();

    assertThat(pipeline.stop(SOON)).isTrue();
    assertThat(memory.conversations().get(0).session().turns()).isEqualTo(1);
    assertThat(memory.conversations().get(1).session()).isEqualTo(Session.FRESH);
    Pipeline next = start(PipelineScene::echo);
    idle(next);
    assertThat(channel.textsTo(ANNA)).containsExactly("you said hello");
    assertThat(channel.textsTo(BEN)).hasSize(1);
  }

  private static final Inbox.Worker IDLE =
      new Inbox.Worker() {
        @Override
        public int room(UUID organization) {
          return 0;
        }

        @Override
        public void take(List<Claim> claims) {
          assertThat(claims).isEmpty();
        }

        @Override
        public void wake() {}
      };

  @Test
  void anUnknownAddressHarmsNoOther() {
    io.botflow.spi.FlowSource onlyOurs = new OneAddress(flows);
    Inbox inbox = new Inbox(onlyOurs, memory, IDLE);
    ChannelAddress stranger = new ChannelAddress("test", "stranger");

    Inbox.Receipt receipt =
        inbox.accept(
            List.of(
                new io.botflow.message.ChannelEvent.Ignored(stranger, "what", "payload"),
                channel.text(ANNA, "hello", clock.instant())));

    assertThat(receipt).isEqualTo(new Inbox.Receipt(1, 0, 0, List.of(stranger)));
    assertThat(memory.claim(10)).hasSize(1);
  }
}
