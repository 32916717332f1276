package io.botflow.testing;

import static io.botflow.testing.StoreScene.ANNA;
import static io.botflow.testing.StoreScene.BEN;
import static io.botflow.testing.StoreScene.BUSY;
import static io.botflow.testing.StoreScene.NUMBER;
import static io.botflow.testing.StoreScene.OTHER_BOT;
import static io.botflow.testing.StoreScene.OTHER_NUMBER;
import static io.botflow.testing.StoreScene.REFUSED;
import static io.botflow.testing.StoreScene.UNKNOWN;
import static io.botflow.testing.StoreScene.arrival;
import static io.botflow.testing.StoreScene.delayed;
import static io.botflow.testing.StoreScene.onceOnly;
import static io.botflow.testing.StoreScene.only;
import static io.botflow.testing.StoreScene.outbound;
import static io.botflow.testing.StoreScene.textOf;
import static io.botflow.testing.StoreScene.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.spi.Claim;
import io.botflow.spi.SendResult;
import io.botflow.spi.Sending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** How messages go out: in order, one of a conversation at a time, once wherever that is known. */
interface DeliveryContract extends StoreUnderTest {

  @Test
  default void messagesGoOneByOneInOrder() {
    Sending first = scene().exchange(ANNA, "one", "two", "three");
    scene().nothingToSend();
    Sending second = only(scene().accepted(first));
    Sending third = only(scene().accepted(second));

    assertThat(scene().accepted(third)).isEmpty();
    assertThat(List.of(textOf(first), textOf(second), textOf(third)))
        .containsExactly("one", "two", "three");
    assertThat(List.of(first.number(), second.number(), third.number())).isSorted();
    assertThat(first.attempt()).isEqualTo(1);
    assertThat(first.from()).isEqualTo(NUMBER);
    assertThat(first.to().phone()).isEqualTo(ANNA.phone());
    assertThat(first.mayBeSent()).isTrue();
    scene().nothingToSend();
  }

  @Test
  default void theNextTurnsMessagesWaitForTheirs() {
    Sending first = scene().exchange(ANNA, "one");
    scene().says(ANNA, "more");
    Claim claim = scene().claim();

    assertThat(scene().commit(claim, turn(claim, "two"))).isEmpty();
    scene().nothingToSend();
    assertThat(textOf(only(scene().accepted(first)))).isEqualTo("two");
  }

  @Test
  default void theSameAnswerTwiceLendsNothingTwice() {
    Sending first = scene().exchange(ANNA, "one", "two", "three");

    assertThat(scene().accepted(first)).hasSize(1);
    assertThat(scene().accepted(first)).isEmpty();
    scene().nothingToSend();
  }

  @Test
  default void aRetryWaitsAndTheOthersBehindIt() {
    Sending first = scene().exchange(ANNA, "one", "two");
    assertThat(retry(first, Duration.ofSeconds(10), SendResult.Scope.MESSAGE)).isEmpty();
    advance(Duration.ofMillis(9_999));
    scene().nothingToSend();

    advance(Duration.ofMillis(1));
    Sending again = scene().claimSending();

    assertThat(textOf(again)).isEqualTo("one");
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(textOf(only(scene().accepted(again)))).isEqualTo("two");
  }

  @Test
  default void aPausedNumberHoldsUpAllItsConversationsAndNoOther() {
    Sending anna = scene().exchange(ANNA, "to Anna");
    Sending ben = scene().exchange(BEN, "to Ben", "to Ben again");
    scene()
        .accept(arrival(OTHER_BOT, OTHER_NUMBER, ANNA, scene().message("hi", scene().store.now())));
    Sending other = scene().answer(scene().claim(), "over another number", "and again");

    retry(anna, Duration.ofSeconds(10), SendResult.Scope.NUMBER);

    assertThat(scene().accepted(ben)).isEmpty();
    assertThat(textOf(only(scene().accepted(other)))).isEqualTo("and again");
    scene().nothingToSend();
    advance(Duration.ofSeconds(10));
    assertThat(scene().store.claimSendings(10).stream().map(StoreScene::textOf))
        .containsExactlyInAnyOrder("to Anna", "to Ben again");
  }

  private List<Sending> retry(Sending sending, Duration delay, SendResult.Scope scope) {
    return scene().store.settle(sending, new SendResult.RetryAfter(delay, scope, BUSY));
  }

  @Test
  default void aRejectedMessageLetsTheNextOneGo() {
    Sending first = scene().exchange(ANNA, "one", "two");

    Sending second = only(scene().store.settle(first, REFUSED));

    assertThat(textOf(second)).isEqualTo("two");
    scene().accepted(second);
    advance(Duration.ofDays(1));
    scene().nothingToSend();
  }

  @Test
  default void aRejectedContactGetsNothingMore() {
    Sending first = scene().exchange(ANNA, "one", "two", "three");

    assertThat(scene().store.settle(first, new SendResult.Rejected(BUSY, SendResult.Scope.CONTACT)))
        .isEmpty();
    advance(Duration.ofDays(1));
    scene().nothingToSend();
    assertThat(textOf(scene().exchange(ANNA, "who writes again is answered")))
        .isEqualTo("who writes again is answered");
  }

  @Test
  default void aMessageInDoubtIsSentOnceMoreAndThenHeld() {
    Sending first = scene().exchange(ANNA, "one", "two");
    assertThat(scene().store.settle(first, UNKNOWN)).isEmpty();
    advance(doubt().minusMillis(1));
    scene().nothingToSend();

    advance(Duration.ofMillis(1));
    Sending again = scene().claimSending();
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.attempt()).isEqualTo(2);
    scene().store.settle(again, UNKNOWN);
    scene().nothingToSend();

    advance(doubt());
    assertThat(textOf(scene().claimSending())).as("the next one").isEqualTo("two");
  }

  @Test
  default void aMessageThatMustNotBeDoubledIsNotSentAgain() {
    scene().says(ANNA, "code");
    Claim claim = scene().claim();
    Sending code = only(scene().commit(claim, turn(claim, onceOnly("1234"), outbound("Got it?"))));
    scene().store.settle(code, UNKNOWN);
    scene().nothingToSend();

    advance(doubt());

    assertThat(textOf(scene().claimSending())).isEqualTo("Got it?");
  }

  @Test
  default void aSenderThatDoesNotComeBackLeavesADoubt() {
    Sending first = scene().exchange(ANNA, "one", "two");
    advance(sendLease());
    scene().nothingToSend();

    advance(doubt());

    assertThat(scene().claimSending().id()).isEqualTo(first.id());
  }

  @Test
  default void anAnswerThatComesLateStillCounts() {
    Sending first = scene().exchange(ANNA, "one", "two");
    advance(sendLease());
    scene().nothingToSend();

    assertThat(textOf(only(scene().accepted(first)))).isEqualTo("two");
  }

  @Test
  default void aReleasedMessageIsFreeAtOnceAndTheAttemptDoesNotCount() {
    Sending first = scene().exchange(ANNA, "one", "two");
    scene().store.release(List.of(first));

    Sending again = scene().claimSending();

    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.attempt()).isEqualTo(1);
  }

  @Test
  default void aDelayCountsFromWhenTheMessageIsTheFirst() {
    scene().says(ANNA, "hello");
    Claim claim = scene().claim();
    Sending first =
        only(
            scene()
                .commit(
                    claim, turn(claim, outbound("one"), delayed("two", Duration.ofSeconds(4)))));
    advance(Duration.ofSeconds(10));
    assertThat(scene().accepted(first)).isEmpty();
    advance(Duration.ofMillis(3_999));
    scene().nothingToSend();

    advance(Duration.ofMillis(1));

    assertThat(textOf(scene().claimSending())).isEqualTo("two");
  }

  @Test
  default void aDelayedFirstMessageIsNotHandedOutAtTheCommit() {
    scene().says(ANNA, "hello");
    Claim claim = scene().claim();

    assertThat(scene().commit(claim, turn(claim, delayed("one", Duration.ofSeconds(4))))).isEmpty();
    scene().nothingToSend();
    assertThat(scene().store.idle(Duration.ofMinutes(1)))
        .isLessThanOrEqualTo(Duration.ofSeconds(4));
    advance(Duration.ofSeconds(4));
    assertThat(textOf(scene().claimSending())).isEqualTo("one");
  }

  @Test
  default void everyMessageTellsWhenTheCustomerLastWroteAndWhatTimeItIs() {
    Instant wroteAt = scene().store.now();
    Sending first = scene().exchange(ANNA, "one", "two");
    assertThat(first.relation().lastInbound()).isEqualTo(wroteAt);
    retry(first, Duration.ofHours(25), SendResult.Scope.MESSAGE);

    advance(Duration.ofHours(25));

    Sending again = scene().claimSending();
    assertThat(again.relation().lastInbound()).isEqualTo(wroteAt);
    assertThat(Duration.between(wroteAt, again.lease().from())).isEqualTo(Duration.ofHours(25));
    assertThat(again.lease().now()).isAfterOrEqualTo(again.lease().from());
  }

  @Test
  default void sixteenSendersSendEachMessageOnceAndInOrder() {
    int conversations = 20;
    for (int i = 0; i < conversations; i++) {
      Sending first =
          scene()
              .exchange(
                  io.botflow.message.ChannelUser.ofPhone("49170" + i), "1", "2", "3", "4", "5");
      scene().store.release(List.of(first));
    }
    Queue<Sending> sent = new ConcurrentLinkedQueue<>();

    Race.of(
        16,
        thread -> {
          while (sent.size() < conversations * 5) {
            List<Sending> lent = new ArrayList<>(scene().store.claimSendings(2));
            while (!lent.isEmpty()) {
              Sending sending = lent.remove(0);
              sent.add(sending);
              lent.addAll(scene().accepted(sending));
            }
            Race.pause();
          }
          return thread;
        });

    assertThat(sent).hasSize(conversations * 5);
    sent.stream()
        .collect(java.util.stream.Collectors.groupingBy(Sending::conversation))
        .values()
        .forEach(
            of ->
                assertThat(of.stream().map(StoreScene::textOf))
                    .containsExactly("1", "2", "3", "4", "5"));
  }
}
