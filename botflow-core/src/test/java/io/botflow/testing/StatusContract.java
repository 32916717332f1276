package io.botflow.testing;

import static io.botflow.testing.StoreScene.ANNA;
import static io.botflow.testing.StoreScene.UNKNOWN;
import static io.botflow.testing.StoreScene.only;
import static io.botflow.testing.StoreScene.textOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.message.DeliveryStatus;
import io.botflow.spi.Sending;
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
            new io.botflow.spi.Arrival(
                StoreScene.BOT,
                new io.botflow.message.ChannelEvent.StatusChanged(
                    StoreScene.NUMBER,
                    "out-of-another-program",
                    "campaign 7; drop table",
                    DeliveryStatus.READ,
                    scene().store.now(),
                    null,
                    null,
                    java.util.List.of())));

    assertThat(status(first)).isNull();
    assertThat(scene().accepted(first)).isEmpty();
  }

  /** A message that the channel took. */
  private Sending sent() {
    Sending sending = scene().exchange(ANNA, "one");
    scene().accepted(sending);
    return sending;
  }
}
