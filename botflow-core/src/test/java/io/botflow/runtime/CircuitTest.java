package io.botflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.conversation.Turn;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelProblem;
import io.botflow.message.ChannelUser;
import io.botflow.message.InboundMessage;
import io.botflow.message.MessageContent;
import io.botflow.spi.Claim;
import io.botflow.spi.SendResult;
import io.botflow.spi.Sending;
import io.botflow.spi.TurnListener;
import io.botflow.testing.RecordingChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What becomes of messages whose channel account hangs or is not there. */
class CircuitTest extends PipelineScene {
  private static final SendResult UNKNOWN = new SendResult.Unknown("timeout");
  private static final SendResult NOT_SENT =
      new SendResult.RetryAfter(
          Duration.ofSeconds(1),
          SendResult.Scope.MESSAGE,
          new ChannelProblem(ChannelProblem.NOT_SENT, null, "connection refused"));

  /** One place, so that messages come one after the other. */
  private static final WorkerSettings ONE_BY_ONE =
      new WorkerSettings(100, 100, 1, Duration.ofSeconds(1));

  @Test
  void anAccountThatHangsIsLeftAloneAndNothingElseIsInDoubt() {
    fail(UNKNOWN, Circuit.FAILURES);
    Pipeline pipeline = start(PipelineScene::echo, ONE_BY_ONE);
    customersWrite(pipeline, 12);

    assertThat(channel.texts()).hasSize(Circuit.FAILURES);
    assertThat(allProgress())
        .containsOnly(Progress.IN_DOUBT, Progress.WAITING)
        .filteredOn(Progress.IN_DOUBT::equals)
        .hasSize(Circuit.FAILURES);

    clock.advance(Circuit.FIRST_PAUSE.minusMillis(1));
    idle(pipeline);
    assertThat(channel.texts()).hasSize(Circuit.FAILURES);
    clock.advance(Duration.ofMillis(1));
    idle(pipeline);
    assertThat(channel.texts()).as("it answers again").hasSize(12);

    clock.advance(MemorySettings.DEFAULT.doubt());
    idle(pipeline);
    assertThat(allProgress()).containsOnly(Progress.SENT);
    assertThat(channel.texts()).as("only the doubtful ones twice").hasSize(12 + 5);
  }

  @Test
  void whileItDoesNotAnswerOneMessageTriesAfterEachLongerPause() {
    fail(UNKNOWN, Circuit.FAILURES + 3);
    Pipeline pipeline = start(PipelineScene::echo, ONE_BY_ONE);
    customersWrite(pipeline, 20);

    Duration pause = Circuit.FIRST_PAUSE;
    for (int trial = 1; trial <= 3; trial++) {
      clock.advance(pause.minusMillis(1));
      idle(pipeline);
      assertThat(channel.texts()).hasSize(Circuit.FAILURES + trial - 1);
      clock.advance(Duration.ofMillis(1));
      idle(pipeline);
      assertThat(channel.texts()).as("trial %d", trial).hasSize(Circuit.FAILURES + trial);
      pause = pause.multipliedBy(2);
    }
    clock.advance(pause);
    idle(pipeline);
    assertThat(channel.texts()).hasSizeGreaterThanOrEqualTo(20);
  }

  @Test
  void anAccountThatCannotBeReachedPausesAtOnceAndNothingIsInDoubt() {
    fail(NOT_SENT, Circuit.FAILURES);
    Pipeline pipeline = start(PipelineScene::echo, ONE_BY_ONE);
    customersWrite(pipeline, 12);

    assertThat(channel.texts()).hasSize(Circuit.FAILURES);
    assertThat(allProgress()).containsOnly(Progress.WAITING);
    clock.advance(Duration.ofSeconds(2));
    idle(pipeline);
    assertThat(channel.texts()).as("its own delay is over").hasSize(Circuit.FAILURES);

    clock.advance(Circuit.FIRST_PAUSE);
    idle(pipeline);
    assertThat(allProgress()).containsOnly(Progress.SENT);
    assertThat(channel.texts()).hasSize(Circuit.FAILURES + 12);
  }

  @Test
  void aWaitThatNobodyNeededDoesNotHoldUpTheNextCustomer() {
    fail(UNKNOWN, Circuit.FAILURES);
    Pipeline pipeline = start(PipelineScene::echo, ONE_BY_ONE);
    customersWrite(pipeline, Circuit.FAILURES);
    clock.advance(Circuit.FIRST_PAUSE);

    says(pipeline, BEN, "anybody there?");
    idle(pipeline);

    assertThat(channel.textsTo(BEN)).containsExactly("you said anybody there?");
  }

  @Test
  void othersWaitWhileOneMessageTries() {
    CountDownLatch slow = new CountDownLatch(1);
    CountDownLatch trying = new CountDownLatch(1);
    fail(UNKNOWN, Circuit.FAILURES);
    channel.answer(
        sending -> {
          trying.countDown();
          await(slow);
          return new SendResult.Accepted("trial");
        });
    Pipeline pipeline =
        start(PipelineScene::echo, new WorkerSettings(100, 100, 8, Duration.ofMillis(10)));
    for (int i = 0; i < Circuit.FAILURES; i++) {
      customerWrites(pipeline, i);
      idle(pipeline);
    }
    clock.advance(Circuit.FIRST_PAUSE);
    says(pipeline, ANNA, "hello");
    await(trying);
    says(pipeline, BEN, "hello");
    awaitTurnOf(BEN);

    assertThat(channel.textsTo(BEN)).isEmpty();
    slow.countDown();
    idle(pipeline);
    clock.advance(Circuit.TRIAL_PAUSE);
    idle(pipeline);
    assertThat(channel.textsTo(BEN)).containsExactly("you said hello");
  }

  @Test
  void anAccountThatHangsHoldsUpNoOther() throws InterruptedException {
    CountDownLatch hanging = new CountDownLatch(1);
    WorkerSettings settings = new WorkerSettings(100, 100, 2, Duration.ofMillis(10));
    for (int i = 0; i < 2; i++) {
      channel.answer(
          sending -> {
            await(hanging);
            return UNKNOWN;
          });
    }
    CountDownLatch others = new CountDownLatch(50);
    listeners.add(
        new TurnListener() {
          @Override
          public void committed(Claim claim, Turn turn) {}

          @Override
          public void sent(Sending sending, SendResult result) {
            if (!sending.from().equals(RecordingChannel.ADDRESS)) {
              others.countDown();
            }
          }
        });
    Pipeline pipeline = start(PipelineScene::echo, settings);
    for (int i = 0; i < 2; i++) {
      customerWrites(pipeline, i);
    }
    awaitSendings(2);
    for (int i = 2; i < 100; i++) {
      customerWrites(pipeline, i);
    }
    for (int i = 0; i < 50; i++) {
      writesToAnotherAccount(pipeline, i);
    }

    assertThat(others.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(channel.texts()).as("the hanging one took its places only").hasSize(2 + 50);
    hanging.countDown();
    idle(pipeline);
  }

  @Test
  void aRefusalIsAnAnswer() {
    fail(new SendResult.Rejected(BUSY, SendResult.Scope.MESSAGE), Circuit.FAILURES - 1);
    fail(UNKNOWN, Circuit.FAILURES - 1);
    fail(new SendResult.Rejected(BUSY, SendResult.Scope.MESSAGE), 1);
    fail(UNKNOWN, Circuit.FAILURES - 1);
    Pipeline pipeline = start(PipelineScene::echo, ONE_BY_ONE);
    customersWrite(pipeline, 30);

    assertThat(channel.texts()).hasSize(30);
  }

  private void fail(SendResult result, int times) {
    for (int i = 0; i < times; i++) {
      channel.answer(result);
    }
  }

  private void customersWrite(Pipeline pipeline, int customers) {
    for (int i = 0; i < customers; i++) {
      customerWrites(pipeline, i);
    }
    idle(pipeline);
  }

  private void customerWrites(Pipeline pipeline, int number) {
    says(pipeline, ChannelUser.ofPhone("49170" + number), "hello");
  }

  private void writesToAnotherAccount(Pipeline pipeline, int number) {
    pipeline.accept(
        List.of(
            new ChannelEvent.Received(
                new ChannelAddress(RecordingChannel.ADDRESS.channel(), "another"),
                ChannelUser.ofPhone("49180" + number),
                new InboundMessage(
                    "m" + number, new MessageContent.Text("hello"), clock.instant()))));
  }

  private void awaitSendings(int count) {
    long end = System.nanoTime() + SOON.toNanos();
    while (channel.sendings().size() < count && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(channel.texts()).hasSize(count);
  }

  /** Waits until a customer's message was answered by a turn and its message was looked at. */
  private void awaitTurnOf(ChannelUser user) {
    long end = System.nanoTime() + SOON.toNanos();
    while (System.nanoTime() < end) {
      boolean waits =
          memory.conversations().stream()
              .filter(view -> view.contact().user().key().equals(user.key()))
              .flatMap(view -> memory.transcript(view.id()).stream())
              .anyMatch(
                  line ->
                      line instanceof TranscriptLine.Said said
                          && said.progress() == Progress.WAITING
                          && said.attempts() > 0);
      if (waits) {
        return;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("the message of " + user + " was not turned back");
  }

  /** How far all messages came. */
  private List<Progress> allProgress() {
    return memory.conversations().stream()
        .flatMap(view -> memory.transcript(view.id()).stream())
        .filter(TranscriptLine.Said.class::isInstance)
        .map(line -> ((TranscriptLine.Said) line).progress())
        .toList();
  }
}
