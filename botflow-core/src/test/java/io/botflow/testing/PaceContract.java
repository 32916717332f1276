package io.botflow.testing;

import static io.botflow.testing.StoreScene.ANNA;
import static io.botflow.testing.StoreScene.BEN;
import static io.botflow.testing.StoreScene.BUSY;
import static io.botflow.testing.StoreScene.NUMBER;
import static io.botflow.testing.StoreScene.OTHER_BOT;
import static io.botflow.testing.StoreScene.OTHER_NUMBER;
import static io.botflow.testing.StoreScene.only;
import static io.botflow.testing.StoreScene.textOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.message.ChannelUser;
import io.botflow.spi.Claim;
import io.botflow.spi.Pace;
import io.botflow.spi.SendResult;
import io.botflow.spi.Sending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** How fast messages go: what the channel would refuse for its speed is not lent. */
interface PaceContract extends StoreUnderTest {
  Duration LONG = Duration.ofMinutes(5);
  Duration PAIR_INTERVAL = Duration.ofSeconds(6);
  SendResult.Scope MESSAGE = SendResult.Scope.MESSAGE;

  @Test
  default void anAccountsMessagesGoASecondsWorthAtOnceAndThenAtTheirPace() {
    perSecond(4);
    assertThat(toEachOf(6)).as("lent at the commit").hasSize(4);
    scene().nothingToSend();

    advance(Duration.ofMillis(249));
    scene().nothingToSend();
    advance(Duration.ofMillis(1));
    scene().claimSending();
    scene().nothingToSend();
    advance(Duration.ofMillis(250));
    scene().claimSending();
    scene().nothingToSend();
  }

  @Test
  default void afterAQuietTimeNoMoreThanASecondsWorthGoesAtOnce() {
    perSecond(4);
    advance(Duration.ofHours(1));
    toEachOf(10);

    scene().nothingToSend();
    advance(Duration.ofSeconds(1));
    assertThat(scene().store.claimSendings(100)).hasSize(4);
    advance(Duration.ofSeconds(1));
    assertThat(scene().store.claimSendings(100)).as("the rest").hasSize(2);
  }

  @Test
  default void whatMayNotGoYetIsNotReturnedByASettleEither() {
    perSecond(2);
    Sending first = scene().exchange(ANNA, "one", "two", "three");
    Sending second = only(scene().accepted(first));

    assertThat(scene().accepted(second)).isEmpty();
    scene().nothingToSend();
    advance(Duration.ofMillis(500));
    assertThat(textOf(scene().claimSending())).isEqualTo("three");
  }

  @Test
  default void idleTellsWhenTheNextMessageMayGo() {
    perSecond(4);
    toEachOf(5);

    Duration wait = scene().store.idle(LONG);

    assertThat(wait).isBetween(Duration.ZERO, Duration.ofMillis(250));
    advance(Duration.ofMillis(250));
    assertThat(scene().store.idle(LONG)).isZero();
    scene().claimSending();
  }

  @Test
  default void anotherAccountIsNotHeldUp() {
    perSecond(4);
    toEachOf(100);

    assertThat(overTheOtherNumber("one", "two")).isEqualTo("one");
    advance(Duration.ofMillis(250));
    assertThat(scene().store.claimSendings(2).stream().map(Sending::from))
        .as("behind a hundred that wait for their time")
        .contains(OTHER_NUMBER);
  }

  private String overTheOtherNumber(String... replies) {
    scene()
        .accept(
            StoreScene.arrival(
                OTHER_BOT, OTHER_NUMBER, ANNA, scene().message("hi", scene().store.now())));
    Sending first = scene().answer(scene().claim(), replies);
    scene().store.settle(first, new SendResult.RetryAfter(Duration.ofMillis(250), MESSAGE, BUSY));
    return textOf(first);
  }

  @Test
  default void everyAttemptCountsForTheAccount() {
    perSecond(1);
    Sending first = scene().exchange(ANNA, "one");
    scene().store.settle(first, new SendResult.RetryAfter(Duration.ofMillis(10), MESSAGE, BUSY));

    advance(Duration.ofMillis(999));
    scene().nothingToSend();
    advance(Duration.ofMillis(1));
    assertThat(scene().claimSending().attempt()).isEqualTo(2);
  }

  @Test
  default void whatGoesToOneCustomerGoesABurstAtOnceAndThenAtItsPace() {
    pair(3);
    Sending first = scene().exchange(ANNA, "one", "two", "three", "four", "five");
    Sending second = only(scene().accepted(first));
    Sending third = only(scene().accepted(second));
    assertThat(scene().accepted(third)).isEmpty();
    scene().nothingToSend();
    assertThat(scene().store.idle(LONG)).isBetween(Duration.ZERO, PAIR_INTERVAL);

    advance(PAIR_INTERVAL.minusMillis(1));
    scene().nothingToSend();
    advance(Duration.ofMillis(1));
    Sending fourth = scene().claimSending();
    assertThat(textOf(fourth)).isEqualTo("four");
    assertThat(scene().accepted(fourth)).isEmpty();
    scene().nothingToSend();

    advance(PAIR_INTERVAL);
    assertThat(textOf(scene().claimSending())).isEqualTo("five");
  }

  @Test
  default void whatWasBorrowedIsPaidBackInQuietTime() {
    pair(3);
    Sending last = scene().exchange(ANNA, "one", "two", "three");
    for (int i = 0; i < 2; i++) {
      last = only(scene().accepted(last));
    }
    scene().accepted(last);
    advance(PAIR_INTERVAL.multipliedBy(2));

    Sending first = scene().exchange(ANNA, "four", "five", "six");
    Sending second = only(scene().accepted(first));
    assertThat(scene().accepted(second)).as("one is still borrowed").isEmpty();
  }

  @Test
  default void otherCustomersDoNotWaitForOneWhoGotMuch() {
    pair(1);
    Sending anna = scene().exchange(ANNA, "one", "two");
    assertThat(scene().accepted(anna)).isEmpty();

    assertThat(textOf(scene().exchange(BEN, "to Ben"))).isEqualTo("to Ben");
    assertThat(overTheOtherNumber("to Anna from elsewhere")).isEqualTo("to Anna from elsewhere");
  }

  @Test
  default void customersWhoGotMuchDoNotStandInTheWay() {
    pair(1);
    for (int i = 0; i < 30; i++) {
      scene().accepted(scene().exchange(user(i), "one", "two"));
    }
    Sending ben = scene().exchange(BEN, "to Ben");
    scene().store.settle(ben, new SendResult.RetryAfter(Duration.ofSeconds(1), MESSAGE, BUSY));
    advance(Duration.ofSeconds(1));

    assertThat(textOf(only(scene().store.claimSendings(5)))).isEqualTo("to Ben");
  }

  @Test
  default void aMessageCountsForItsCustomerOnceHoweverOftenItIsTried() {
    pair(1);
    Sending first = scene().exchange(ANNA, "one", "two");
    scene().store.settle(first, new SendResult.RetryAfter(Duration.ofSeconds(1), MESSAGE, BUSY));
    advance(Duration.ofSeconds(1));
    Sending again = scene().claimSending();
    assertThat(textOf(again)).isEqualTo("one");

    assertThat(scene().accepted(again)).isEmpty();
    advance(PAIR_INTERVAL.minusMillis(1_001));
    scene().nothingToSend();
    advance(Duration.ofMillis(1));
    assertThat(textOf(scene().claimSending())).isEqualTo("two");
  }

  @Test
  default void aChannelWithoutAPaceIsNeverHeldUp() {
    scene().store.keepTo(Map.of("telegram", new Pace(1, Duration.ofHours(1), 1)));
    assertThat(toEachOf(100)).hasSize(100);

    scene().store.keepTo(Map.of(NUMBER.channel(), Pace.UNLIMITED));
    Sending next = scene().exchange(ANNA, "1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
    for (int i = 0; i < 9; i++) {
      next = only(scene().accepted(next));
    }
  }

  @Test
  default void sixteenSendersKeepToThePaceTogether() {
    perSecond(10);
    toEachOf(60).forEach(scene()::accepted);
    Queue<Sending> sent = new ConcurrentLinkedQueue<>();

    for (int second = 1; second <= 5; second++) {
      advance(Duration.ofSeconds(1));
      Race.of(
          16,
          thread -> {
            List<Sending> lent = scene().store.claimSendings(3);
            lent.forEach(scene()::accepted);
            return sent.addAll(lent);
          });
      sent.addAll(scene().store.claimSendings(100));
      assertThat(sent).as("after %d seconds", second).hasSize(10 * second);
    }
    assertThat(sent.stream().map(Sending::id)).doesNotHaveDuplicates();
  }

  private void perSecond(int messages) {
    keepTo(new Pace(messages, Duration.ZERO, 1));
  }

  private void pair(int burst) {
    keepTo(new Pace(Integer.MAX_VALUE, PAIR_INTERVAL, burst));
  }

  private void keepTo(Pace pace) {
    scene().store.keepTo(Map.of(NUMBER.channel(), pace));
  }

  private static ChannelUser user(int number) {
    return ChannelUser.ofPhone("49170" + number);
  }

  /** One message to each of so many customers; those that were lent at the commit. */
  private List<Sending> toEachOf(int customers) {
    List<Sending> lent = new ArrayList<>();
    for (int i = 0; i < customers; i++) {
      scene().says(user(i), "hello");
      Claim claim = scene().claim();
      lent.addAll(scene().commit(claim, StoreScene.turn(claim, "answer")));
    }
    return lent;
  }
}
