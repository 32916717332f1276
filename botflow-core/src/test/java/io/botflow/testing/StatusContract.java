package io.botflow.testing;

import static io.botflow.testing.StoreScene.ANNA;
import static io.botflow.testing.StoreScene.UNKNOWN;
import static io.botflow.testing.StoreScene.only;
import static io.botflow.testing.StoreScene.textOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.message.ChannelEvent;
import io.botflow.message.DeliveryStatus;
import io.botflow.spi.Arrival;
import io.botflow.spi.Room;
import io.botflow.spi.SendResult;
import io.botflow.spi.Sending;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What channels report of messages: late, twice, out of order, before the answer to the send. */
interface StatusContract extends StoreUnderTest {

  @Test
  default void statusesOnlyRise() {
    Sending sending = sent();
    assertThat(status(sending)).isEqualTo(DeliveryStatus.SENT);

    scene().status(sending, DeliveryStatus.READ, false);
    scene().status(sending, DeliveryStatus.DELIVERED, false);
    scene().status(sending, DeliveryStatus.SENT, false);

    assertThat(status(sending)).isEqualTo(DeliveryStatus.READ);
  }

  @Test
  default void aSentMessageCanFail() {
    Sending sending = sent();

    scene().status(sending, DeliveryStatus.FAILED, false);

    assertThat(status(sending)).isEqualTo(DeliveryStatus.FAILED);
  }

  @Test
  default void aDeliveredMessageCannotFail() {
    Sending sending = sent();

    scene().status(sending, DeliveryStatus.DELIVERED, false);
    scene().status(sending, DeliveryStatus.FAILED, false);

    assertThat(status(sending)).isEqualTo(DeliveryStatus.DELIVERED);
  }

  @Test
  default void aStatusBeforeTheAnswerToTheSendIsKept() {
    Sending first = scene().exchange(ANNA, "one", "two");
    scene().status(first, DeliveryStatus.DELIVERED, false);
    assertThat(status(first)).as("nobody knows yet whose status it is").isNull();

    assertThat(textOf(only(scene().accepted(first)))).isEqualTo("two");

    assertThat(status(first)).isEqualTo(DeliveryStatus.DELIVERED);
  }

  @Test
  default void aStatusWithOurReferenceProvesThatTheMessageWasSent() {
    Sending first = scene().exchange(ANNA, "one", "two");
    scene().status(first, DeliveryStatus.DELIVERED, true);

    assertThat(status(first)).isEqualTo(DeliveryStatus.DELIVERED);
    Sending second = only(scene().accepted(first));

    assertThat(textOf(second)).isEqualTo("two");
    assertThat(status(first)).isEqualTo(DeliveryStatus.DELIVERED);
    scene().nothingToSend();
  }

  @Test
  default void aStatusEndsADoubt() {
    Sending first = scene().exchange(ANNA, "one", "two");
    scene().store.settle(first, UNKNOWN);

    scene().status(first, DeliveryStatus.SENT, true);

    assertThat(textOf(scene().claimSending())).isEqualTo("two");
    advance(doubt().multipliedBy(3));
    assertThat(scene().store.claimSendings(10)).noneMatch(next -> next.id().equals(first.id()));
  }

  @Test
  default void aFailureEndsADoubtToo() {
    Sending first = scene().exchange(ANNA, "one", "two");
    scene().store.settle(first, UNKNOWN);

    scene().status(first, DeliveryStatus.FAILED, true);

    assertThat(status(first)).isEqualTo(DeliveryStatus.FAILED);
    assertThat(textOf(scene().claimSending())).isEqualTo("two");
  }

  @Test
  default void aReferenceThatIsNotOursIsNobodys() {
    Sending first = scene().exchange(ANNA, "one");
    scene()
        .accept(
            new Arrival(
                StoreScene.BOT,
                new ChannelEvent.StatusChanged(
                    StoreScene.NUMBER,
                    "out-of-another-program",
                    "campaign 7; drop table",
                    DeliveryStatus.READ,
                    scene().store.now(),
                    null,
                    null,
                    List.of())));

    assertThat(status(first)).isNull();
    assertThat(scene().accepted(first)).isEmpty();
  }

  @Test
  default void aSecondNameForOneOfOurMessagesIsADoubleAndCountsOnce() {
    Sending first = scene().exchange(ANNA, "one");
    scene().store.settle(first, UNKNOWN);
    advance(doubt());
    Sending again = scene().claimSending();
    scene().store.settle(again, new SendResult.Accepted("second"));

    assertThat(doubles(first, "second", DeliveryStatus.SENT)).as("its only name").isZero();
    assertThat(doubles(first, "first", DeliveryStatus.SENT)).as("another name").isEqualTo(1);
    assertThat(doubles(first, "first", DeliveryStatus.SENT)).as("the same status").isZero();
    assertThat(doubles(first, "first", DeliveryStatus.DELIVERED)).as("the same name").isZero();
    assertThat(doubles(first, "second", DeliveryStatus.READ)).as("the name before").isZero();
    assertThat(doubles(first, "third", DeliveryStatus.SENT)).as("a third name").isEqualTo(1);
    assertThat(status(first)).isEqualTo(DeliveryStatus.READ);
  }

  @Test
  default void aDoubleCountsOnceWhicheverNameCameFirst() {
    Sending first = scene().exchange(ANNA, "one");
    int counted = doubles(first, "first", DeliveryStatus.SENT);
    scene().store.settle(first, new SendResult.Accepted("second"));

    counted += doubles(first, "second", DeliveryStatus.SENT);
    counted += doubles(first, "first", DeliveryStatus.DELIVERED);
    counted += doubles(first, "second", DeliveryStatus.DELIVERED);

    assertThat(counted).isEqualTo(1);
  }

  @Test
  default void statusesOfOneMessageAreNoDoubles() {
    Sending first = scene().exchange(ANNA, "one");

    assertThat(doubles(first, "first", DeliveryStatus.SENT)).isZero();
    assertThat(doubles(first, "first", DeliveryStatus.DELIVERED)).isZero();
    scene().store.settle(first, new SendResult.Accepted("first"));
    assertThat(doubles(first, "first", DeliveryStatus.READ)).isZero();
  }

  /** How many doubles a status with our reference proves. */
  private int doubles(Sending sending, String name, DeliveryStatus status) {
    ChannelEvent event =
        new ChannelEvent.StatusChanged(
            StoreScene.NUMBER,
            name,
            sending.id().toString(),
            status,
            scene().store.now(),
            null,
            null,
            List.of());
    return scene().store.accept(List.of(new Arrival(StoreScene.BOT, event)), Room.NONE).doubles();
  }

  /** A message that the channel took. */
  private Sending sent() {
    Sending sending = scene().exchange(ANNA, "one");
    scene().accepted(sending);
    return sending;
  }
}
