package io.botflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.conversation.Turn;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelUser;
import io.botflow.message.InboundMessage;
import io.botflow.message.MessageContent;
import io.botflow.spi.Arrival;
import io.botflow.spi.Claim;
import io.botflow.spi.Room;
import io.botflow.spi.SendResult;
import io.botflow.spi.Sending;
import io.botflow.spi.TurnListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What follows from each answer of a channel. */
class OutboxTest extends PipelineScene {
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
    Pipeline pipeline = start(PipelineScene::echo);
    ChannelAddress elsewhere = new ChannelAddress("pigeon", "1");
    memory.accept(
        List.of(
            new Arrival(
                flows.route(elsewhere),
                new io.botflow.message.ChannelEvent.Received(
                    elsewhere,
                    ANNA,
                    new InboundMessage("1", new MessageContent.Text("hi"), clock.instant())))),
        Room.NONE);
    idle(pipeline);

    assertThat(progress()).containsExactly(Progress.FAILED);
  }

  @Test
  void onlySoManyMessagesOfAnAccountAreOnTheirWay() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    WorkerSettings two = new WorkerSettings(100, 100, 2, Duration.ofSeconds(1));
    for (int i = 0; i < 50; i++) {
      channel.answer(
          sending -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.onSpinWait();
            now.decrementAndGet();
            return new SendResult.Accepted(sending.id().toString());
          });
    }
    Pipeline pipeline = start(PipelineScene::echo, two);
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
    WorkerSettings one = new WorkerSettings(1, 1, 8, Duration.ofSeconds(1));
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
    Pipeline pipeline = start(PipelineScene::echo, one);
    says(pipeline, ANNA, "hello");
    assertThat(pipeline.awaitIdle(Duration.ofMillis(100))).isFalse();
    says(pipeline, BEN, "hello");

    assertThat(ben.await(20, TimeUnit.SECONDS)).isTrue();
    slow.countDown();
    idle(pipeline);
  }
}
