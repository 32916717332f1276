package io.botflow.testing;

import static io.botflow.testing.StoreScene.ANNA;
import static io.botflow.testing.StoreScene.BOT;
import static io.botflow.testing.StoreScene.NUMBER;
import static io.botflow.testing.StoreScene.UNKNOWN;
import static io.botflow.testing.StoreScene.only;
import static io.botflow.testing.StoreScene.outbound;
import static io.botflow.testing.StoreScene.textOf;
import static io.botflow.testing.StoreScene.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelProblem;
import io.botflow.message.DeliveryStatus;
import io.botflow.message.Fallback;
import io.botflow.message.MessageContent;
import io.botflow.message.OutboundMessage;
import io.botflow.message.Terms;
import io.botflow.spi.Arrival;
import io.botflow.spi.Claim;
import io.botflow.spi.Intervention;
import io.botflow.spi.SendResult;
import io.botflow.spi.Sending;
import io.botflow.spi.Store;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Messages that a channel took and gives back by a status that is not the last word. */
interface ReturnContract extends StoreUnderTest {
  ChannelProblem CLOSED = new ChannelProblem("131047", "Re-engagement message", "24 hours");

  /** The channel gives a message back that it called so. */
  private List<Boolean> givesBack(Sending sending, String name, boolean withReference) {
    return scene()
        .accept(
            new Arrival(
                BOT,
                new ChannelEvent.StatusChanged(
                    NUMBER,
                    name,
                    withReference ? sending.id().toString() : null,
                    DeliveryStatus.FAILED,
                    scene().store.now(),
                    null,
                    null,
                    List.of(CLOSED),
                    true)));
  }

  private void givesBack(Sending sending) {
    assertThat(givesBack(sending, StoreScene.nameOf(sending), true)).containsExactly(true);
  }

  private Sending taken(String... replies) {
    Sending sending = scene().exchange(ANNA, replies);
    scene().accepted(sending);
    return sending;
  }

  private void isBack(Sending again, Sending before) {
    assertThat(again.id()).isEqualTo(before.id());
    assertThat(again.number()).as("its place").isEqualTo(before.number());
    assertThat(again.attempt()).as("counts on").isGreaterThan(before.attempt());
    assertThat(again.message()).isEqualTo(before.message());
    assertThat(Objects.requireNonNull(again.returned()).problem().code()).isEqualTo("131047");
    assertThat(Objects.requireNonNull(again.returned()).at()).isEqualTo(scene().store.now());
  }

  @Test
  default void aMessageThatTheChannelGivesBackWaitsAgainAndSaysWhy() {
    Sending first = taken("one");
    assertThat(first.returned()).isNull();

    givesBack(first);

    Sending again = scene().claimSending();
    isBack(again, first);
    scene().store.settle(again, new SendResult.Accepted("template"));
    assertThat(status(first)).isEqualTo(DeliveryStatus.SENT);
    scene().nothingToSend();
  }

  @Test
  default void aChannelThatGivesNoReferenceBackSaysItByTheName() {
    Sending first = taken("one");

    givesBack(first, StoreScene.nameOf(first), false);

    isBack(scene().claimSending(), first);
  }

  @Test
  default void theSameFailureTwiceOrLateBringsItBackOnce() {
    Sending first = taken("one");
    givesBack(first);
    assertThat(givesBack(first, StoreScene.nameOf(first), true)).containsExactly(false);
    Sending again = scene().claimSending();
    givesBack(first, StoreScene.nameOf(first), true);
    givesBack(first, StoreScene.nameOf(first), false);
    scene().status(first, DeliveryStatus.SENT, true);
    scene().store.settle(again, new SendResult.Accepted("template"));

    givesBack(first, StoreScene.nameOf(first), true);
    givesBack(first, StoreScene.nameOf(first), false);

    assertThat(status(first)).isEqualTo(DeliveryStatus.SENT);
    advance(sendLease().plus(doubt()));
    scene().nothingToSend();
  }

  @Test
  default void aFailureBeforeTheAnswerToTheSendBringsItBackToo() {
    Sending first = scene().exchange(ANNA, "one", "two");

    givesBack(first);
    scene().nothingToSend();
    List<Sending> next = scene().accepted(first);

    isBack(next.isEmpty() ? scene().claimSending() : only(next), first);
    scene().nothingToSend();
  }

  @Test
  default void whatWentInItsPlaceIsKnownBeforeItGoesAgain() {
    MessageContent.Template template = new MessageContent.Template("back", "en", List.of());
    OutboundMessage text =
        outbound("Hello.").withTerms(Terms.NONE.withFallback(new Fallback(template, null, false)));
    scene().says(ANNA, "hello");
    Claim claim = scene().claim();
    Sending first = only(scene().commit(claim, turn(claim, text)));
    Sending left =
        first.withMessage(
            new OutboundMessage(template, null, text.delay(), text.resend(), text.terms()));

    givesBack(first);
    scene().nothingToSend();
    List<Sending> next = scene().accepted(left);

    Sending again = next.isEmpty() ? scene().claimSending() : only(next);
    assertThat(again.relation().replaced()).isEqualTo(first.number());
  }

  @Test
  default void whoseSenderNeverTellsGoesAgainAfterItsLease() {
    Sending first = scene().exchange(ANNA, "one");
    givesBack(first);
    scene().nothingToSend();

    advance(sendLease());

    assertThat(scene().claimSending().id()).isEqualTo(first.id());
  }

  @Test
  default void soDoesOneWithoutAReference() {
    Sending first = scene().exchange(ANNA, "one");
    givesBack(first, StoreScene.nameOf(first), false);
    scene().nothingToSend();

    List<Sending> next = scene().accepted(first);

    isBack(next.isEmpty() ? scene().claimSending() : only(next), first);
  }

  @Test
  default void aFailureEndsADoubtAndBringsItBack() {
    Sending first = scene().exchange(ANNA, "one");
    scene().store.settle(first, UNKNOWN);

    givesBack(first);

    isBack(scene().claimSending(), first);
  }

  @Test
  default void onceDecidedItIsAMessageLikeAnyOther() {
    Sending first = taken("one");
    givesBack(first);
    Sending again = scene().claimSending();

    scene()
        .store
        .settle(
            again,
            new SendResult.RetryAfter(Duration.ofSeconds(9), SendResult.Scope.MESSAGE, CLOSED));
    scene().nothingToSend();
    advance(Duration.ofSeconds(9));

    Sending tried = scene().claimSending();
    assertThat(tried.id()).isEqualTo(first.id());
    assertThat(tried.returned()).isNull();
    scene().store.settle(tried, new SendResult.Accepted("again"));
    scene().status(first, DeliveryStatus.DELIVERED, true);
    assertThat(status(first)).isEqualTo(DeliveryStatus.DELIVERED);
  }

  @Test
  default void itCanBeWithheldAndGoesAsItIsWhenTheCustomerWrites() {
    Sending first = taken("one");
    givesBack(first);
    scene()
        .store
        .settle(scene().claimSending(), new SendResult.Withheld(CLOSED, Duration.ofDays(7)));
    scene().nothingToSend();
    scene().says(ANNA, "here I am");
    Claim claim = scene().claim();

    List<Sending> lent = scene().commit(claim, turn(claim, "answer"));

    Sending released = lent.isEmpty() ? scene().claimSending() : only(lent);
    assertThat(textOf(released)).isEqualTo("one");
    assertThat(released.returned()).isNull();
    assertThat(textOf(only(scene().store.settle(released, new SendResult.Accepted("again")))))
        .isEqualTo("answer");
  }

  @Test
  default void itCanFailForGood() {
    Sending first = taken("one");
    givesBack(first);

    scene().store.settle(scene().claimSending(), StoreScene.REFUSED);

    assertThat(status(first)).isEqualTo(DeliveryStatus.FAILED);
    scene().nothingToSend();
  }

  @Test
  default void itWaitsForTheOneThatIsOnItsWayAndGoesBeforeThoseThatAreNot() {
    Sending first = scene().exchange(ANNA, "one", "two", "three");
    Sending second = only(scene().accepted(first));

    givesBack(first);
    scene().nothingToSend();
    Sending again = only(scene().accepted(second));

    isBack(again, first);
    assertThat(textOf(only(scene().store.settle(again, new SendResult.Accepted("again")))))
        .isEqualTo("three");
  }

  @Test
  default void itComesBackOnlySoOften() {
    Sending first = taken("one");
    for (int time = 1; time <= Store.MOST_RETURNS; time++) {
      givesBack(first, time == 1 ? StoreScene.nameOf(first) : "name-" + time, true);
      scene().store.settle(scene().claimSending(), new SendResult.Accepted("name-" + (time + 1)));
    }

    givesBack(first, "name-" + (Store.MOST_RETURNS + 1), true);

    scene().nothingToSend();
    assertThat(status(first)).isEqualTo(DeliveryStatus.FAILED);
  }

  @Test
  default void whatWasDeliveredDoesNotComeBack() {
    Sending first = taken("one");
    scene().status(first, DeliveryStatus.DELIVERED, true);

    givesBack(first, StoreScene.nameOf(first), true);

    scene().nothingToSend();
    assertThat(status(first)).isEqualTo(DeliveryStatus.DELIVERED);
  }

  @Test
  default void whatArrivedAfterAllIsNotSentAgain() {
    Sending first = taken("one");
    givesBack(first);

    scene().status(first, DeliveryStatus.DELIVERED, true);

    scene().nothingToSend();
    assertThat(status(first)).isEqualTo(DeliveryStatus.DELIVERED);
  }

  @Test
  default void whatABotSaidBeforeAPersonTookOverStaysFailed() {
    Sending first = taken("one");
    scene()
        .store
        .intervene(first.organization(), first.conversation(), Intervention.takeOver("Clara"));

    givesBack(first, StoreScene.nameOf(first), true);

    scene().nothingToSend();
    assertThat(status(first)).isEqualTo(DeliveryStatus.FAILED);
  }

  @Test
  default void theCustomerWasNotToldByWhatDidNotArrive() {
    OutboundMessage telling =
        outbound("Hello.").withTerms(Terms.NONE.withDisclosure("A machine answers."));
    scene().says(ANNA, "hello");
    Claim claim = scene().claim();
    Sending first = only(scene().commit(claim, turn(claim, telling)));
    scene().accepted(first);

    givesBack(first);

    assertThat(scene().claimSending().relation().disclosed()).isFalse();
  }

  @Test
  default void aSecondAttemptTellsItThoughTheFirstComesBack() {
    OutboundMessage telling =
        outbound("Hello.").withTerms(Terms.NONE.withDisclosure("A machine answers."));
    scene().says(ANNA, "hello");
    Claim claim = scene().claim();
    Sending first = only(scene().commit(claim, turn(claim, telling)));
    scene().store.settle(first, UNKNOWN);
    advance(doubt());
    Sending second = scene().claimSending();
    givesBack(first);

    scene().store.settle(second, new SendResult.Accepted("second"));

    scene().nothingToSend();
    scene().says(ANNA, "and now?");
    assertThat(scene().claim().disclosed()).isTrue();
  }

  @Test
  default void norWhereTheAnswerCameLater() {
    OutboundMessage telling =
        outbound("Hello.").withTerms(Terms.NONE.withDisclosure("A machine answers."));
    scene().says(ANNA, "hello");
    Claim claim = scene().claim();
    Sending first = only(scene().commit(claim, turn(claim, telling)));
    givesBack(first);

    List<Sending> next = scene().accepted(first);

    Sending again = next.isEmpty() ? scene().claimSending() : only(next);
    assertThat(again.relation().disclosed()).isFalse();
  }
}
