package io.botflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.conversation.Input;
import io.botflow.conversation.Owner;
import io.botflow.conversation.Session;
import io.botflow.conversation.Turn;
import io.botflow.flow.FlowReader;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelProblem;
import io.botflow.message.ChannelUser;
import io.botflow.message.InboundMessage;
import io.botflow.message.MessageContent;
import io.botflow.message.OutboundMessage;
import io.botflow.spi.Arrival;
import io.botflow.spi.Claim;
import io.botflow.spi.Journal;
import io.botflow.spi.SendResult;
import io.botflow.spi.Sending;
import io.botflow.spi.TurnListener;
import io.botflow.testing.RecordingChannel;
import io.botflow.testing.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The loops around turns that a test decides: what fails, and what follows from it. */
class PipelineTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final ChannelUser ANNA = ChannelUser.ofPhone("491700000001");
  private static final ChannelUser BEN = ChannelUser.ofPhone("491700000002");
  private static final ChannelProblem BUSY = new ChannelProblem("130429", "Busy", null);

  private final SettableClock clock = new SettableClock();
  private final InMemoryStore memory = new InMemoryStore(clock);
  private final UnreliableStore store = new UnreliableStore(memory);
  private final RecordingChannel channel = new RecordingChannel();
  private final FlowsInMemory flows =
      new FlowsInMemory(List.of(FlowReader.read("{\"id\": \"test\"}").clean().orElseThrow()));
  private final List<TurnListener> listeners = new ArrayList<>();
  private final List<Pipeline> pipelines = new ArrayList<>();

  @AfterEach
  void stop() throws InterruptedException {
    for (Pipeline pipeline : pipelines) {
      pipeline.stop(SOON);
    }
  }

  @Test
  void whatADeadWorkerHadIsAnsweredAfterItsLease() {
    Pipeline pipeline = start(PipelineTest::echo);
    memory.accept(List.of(arrival(ANNA, "hello")));
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
    PutAside aside = memory.putAside().get(0);
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

    assertThat(memory.repeat(memory.putAside().get(0).turn())).isTrue();
    idle(pipeline);

    assertThat(channel.texts()).containsExactly("you said poison");
    assertThat(memory.putAside()).isEmpty();
  }

  @Test
  void aListenerThatThrowsHarmsNobody() {
    AtomicInteger heard = new AtomicInteger();
    listeners.add(
        (claim, turn) -> {
          throw new IllegalStateException("broken");
        });
    listeners.add((claim, turn) -> heard.incrementAndGet());
    Pipeline pipeline = start(PipelineTest::echo);
    says(pipeline, ANNA, "hello");
    idle(pipeline);

    assertThat(channel.texts()).containsExactly("you said hello");
    assertThat(heard).hasValue(1);
  }

  @Test
  void aStoreThatIsAwayIsWaitedFor() {
    Pipeline pipeline = start(PipelineTest::echo);
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
  void aRetryIsSentAfterItsTimeAndInOrder() {
    channel.answer(
        new SendResult.RetryAfter(Duration.ofSeconds(5), SendResult.Scope.MESSAGE, BUSY));
    Pipeline pipeline = start((claim, journal) -> turn(claim, "one", "two"));
    says(pipeline, ANNA, "hello");
    idle(pipeline);
    assertThat(channel.texts()).containsExactly("one");

    clock.advance(Duration.ofSeconds(5));
    idle(pipeline);

    assertThat(channel.texts()).containsExactly("one", "one", "two");
  }

  @Test
  void aRejectedMessageIsFollowedByTheNext() {
    channel.answer(new SendResult.Rejected(BUSY, SendResult.Scope.MESSAGE));
    Pipeline pipeline = start((claim, journal) -> turn(claim, "one", "two"));
    says(pipeline, ANNA, "hello");
    idle(pipeline);

    assertThat(channel.texts()).containsExactly("one", "two");
    assertThat(progress()).containsExactly(Progress.FAILED, Progress.SENT);
  }

  @Test
  void aChannelThatThrowsLeavesADoubt() {
    channel.answer(
        sending -> {
          throw new IllegalStateException("cut");
        });
    Pipeline pipeline = start((claim, journal) -> turn(claim, "one", "two"));
    says(pipeline, ANNA, "hello");
    idle(pipeline);
    assertThat(progress()).containsExactly(Progress.IN_DOUBT, Progress.WAITING);

    clock.advance(MemorySettings.DEFAULT.doubt());
    idle(pipeline);

    assertThat(channel.texts()).containsExactly("one", "one", "two");
    assertThat(progress()).containsExactly(Progress.SENT, Progress.SENT);
  }

  @Test
  void aDelayedMessageComesLaterWhileTheCustomerSeesTyping() {
    Pipeline pipeline =
        start(
            (claim, journal) ->
                turn(
                    claim,
                    List.of(
                        outbound("one", Duration.ZERO), outbound("two", Duration.ofSeconds(3)))));
    says(pipeline, ANNA, "hello");
    idle(pipeline);
    assertThat(channel.texts()).containsExactly("one");
    assertThat(channel.typing()).hasSize(1);

    clock.advance(Duration.ofSeconds(3));
    idle(pipeline);

    assertThat(channel.texts()).containsExactly("one", "two");
  }

  @Test
  void aMessageForAChannelThatIsNotHereFails() {
    Pipeline pipeline = start(PipelineTest::echo);
    ChannelAddress elsewhere = new ChannelAddress("pigeon", "1");
    memory.accept(
        List.of(
            new Arrival(
                flows.route(elsewhere),
                new io.botflow.message.ChannelEvent.Received(
                    elsewhere,
                    ANNA,
                    new InboundMessage("1", new MessageContent.Text("hi"), clock.instant())))));
    idle(pipeline);

    assertThat(progress()).containsExactly(Progress.FAILED);
  }

  @Test
  void onlySoManyMessagesOfAnAccountAreOnTheirWay() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    WorkerSettings two = new WorkerSettings(100, 2, Duration.ofSeconds(1));
    for (int i = 0; i < 50; i++) {
      channel.answer(
          sending -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.onSpinWait();
            now.decrementAndGet();
            return new SendResult.Accepted(sending.id().toString());
          });
    }
    Pipeline pipeline = start(PipelineTest::echo, two);
    for (int i = 0; i < 50; i++) {
      says(pipeline, ChannelUser.ofPhone("4917" + i), "hello");
    }
    idle(pipeline);

    assertThat(channel.texts()).hasSize(50);
    assertThat(most.get()).isLessThanOrEqualTo(2);
  }

  @Test
  void aSlowChannelHoldsUpNoTurn() throws InterruptedException {
    CountDownLatch slow = new CountDownLatch(1);
    channel.answer(
        sending -> {
          await(slow);
          return new SendResult.Accepted(null);
        });
    WorkerSettings one = new WorkerSettings(1, 8, Duration.ofSeconds(1));
    CountDownLatch ben = new CountDownLatch(1);
    listeners.add(
        new TurnListener() {
          @Override
          public void committed(Claim claim, Turn turn) {}

          @Override
          public void sent(Sending sending, SendResult result) {
            if (sending.to().equals(BEN)) {
              ben.countDown();
            }
          }
        });
    Pipeline pipeline = start(PipelineTest::echo, one);
    says(pipeline, ANNA, "hello");
    assertThat(pipeline.awaitIdle(Duration.ofMillis(100))).isFalse();
    says(pipeline, BEN, "hello");

    assertThat(ben.await(20, TimeUnit.SECONDS)).isTrue();
    slow.countDown();
    idle(pipeline);
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
    Pipeline next = start(PipelineTest::echo);
    idle(next);
    assertThat(channel.textsTo(ANNA)).containsExactly("you said hello");
    assertThat(channel.textsTo(BEN)).hasSize(1);
  }

  @Test
  void anUnknownAddressHarmsNoOther() {
    io.botflow.spi.FlowSource onlyOurs = new OneAddress(flows);
    Inbox inbox = new Inbox(onlyOurs, memory, () -> {});
    ChannelAddress stranger = new ChannelAddress("test", "stranger");

    Inbox.Receipt receipt =
        inbox.accept(
            List.of(
                new io.botflow.message.ChannelEvent.Ignored(stranger, "what", "payload"),
                channel.text(ANNA, "hello", clock.instant())));

    assertThat(receipt).isEqualTo(new Inbox.Receipt(1, 0, List.of(stranger)));
    assertThat(memory.claim(10)).hasSize(1);
  }

  private Pipeline start(Turns turns) {
    return start(turns, WorkerSettings.DEFAULT);
  }

  private Pipeline start(Turns turns, WorkerSettings settings) {
    Pipeline pipeline =
        new Pipeline(store, flows, turns, new Channels(List.of(channel)), listeners, settings);
    pipelines.add(pipeline);
    pipeline.start();
    return pipeline;
  }

  private void says(Pipeline pipeline, ChannelUser from, String text) {
    pipeline.accept(List.of(channel.text(from, text, clock.instant())));
  }

  private Arrival arrival(ChannelUser from, String text) {
    return new Arrival(
        flows.route(RecordingChannel.ADDRESS), channel.text(from, text, clock.instant()));
  }

  private static void idle(Pipeline pipeline) {
    try {
      assertThat(pipeline.awaitIdle(SOON)).as("idle in time").isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** How far the messages of the first conversation came. */
  private List<Progress> progress() {
    return memory.transcript(memory.conversations().get(0).id()).stream()
        .filter(TranscriptLine.Said.class::isInstance)
        .map(line -> ((TranscriptLine.Said) line).progress())
        .toList();
  }

  private static String said(Claim claim) {
    return claim.input() instanceof Input.Messages heard ? heard.messages().get(0).text() : "";
  }

  private static Turn echo(Claim claim, Journal journal) {
    return turn(claim, "you said " + said(claim));
  }

  private static Turn turn(Claim claim, String... texts) {
    return turn(claim, Arrays.stream(texts).map(text -> outbound(text, Duration.ZERO)).toList());
  }

  private static OutboundMessage outbound(String text, Duration delay) {
    return new OutboundMessage(
        new MessageContent.Text(text), null, delay, OutboundMessage.Resend.AFTER_DOUBT);
  }

  private static Turn turn(Claim claim, List<OutboundMessage> messages) {
    Session before = claim.session();
    Session after =
        new Session(
            Session.Status.WAITING,
            before.frames(),
            0,
            before.memo(),
            before.memory(),
            null,
            null,
            before.turns() + 1);
    return new Turn(after, claim.contact(), List.of(), messages, Owner.BOT, Duration.ZERO, false);
  }

  private static Turn endless(Claim claim, int depth) {
    return depth < 0 ? turn(claim) : endless(claim, depth + 1);
  }
}
