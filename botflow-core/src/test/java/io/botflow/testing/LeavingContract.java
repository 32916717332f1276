package io.botflow.testing;

import static io.botflow.testing.StoreScene.ANNA;
import static io.botflow.testing.StoreScene.BEN;
import static io.botflow.testing.StoreScene.BOT;
import static io.botflow.testing.StoreScene.ITS_NUMBER;
import static io.botflow.testing.StoreScene.NUMBER;
import static io.botflow.testing.StoreScene.OTHER_BOT;
import static io.botflow.testing.StoreScene.OTHER_NUMBER;
import static io.botflow.testing.StoreScene.OTHER_ORGANIZATION;
import static io.botflow.testing.StoreScene.arrival;
import static io.botflow.testing.StoreScene.only;
import static io.botflow.testing.StoreScene.outbound;
import static io.botflow.testing.StoreScene.textOf;
import static io.botflow.testing.StoreScene.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.conversation.Input;
import io.botflow.conversation.Turn;
import io.botflow.event.Event;
import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelProblem;
import io.botflow.message.ChannelUser;
import io.botflow.message.Consent;
import io.botflow.message.Fallback;
import io.botflow.message.InboundMessage;
import io.botflow.message.MessageContent;
import io.botflow.message.OutboundMessage;
import io.botflow.message.Purpose;
import io.botflow.message.Terms;
import io.botflow.spi.Arrival;
import io.botflow.spi.Claim;
import io.botflow.spi.Priority;
import io.botflow.spi.SendResult;
import io.botflow.spi.Sending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a store keeps of what decides whether a message may leave. */
interface LeavingContract extends StoreUnderTest {

  private static SendResult withheld() {
    return new SendResult.Withheld(
        new ChannelProblem("window_closed", null, "too late"), Duration.ofDays(7));
  }

  @Test
  default void aTimestampAheadOfTheClockMakesNoWindowLonger() {
    Instant now = scene().store.now();
    InboundMessage early = scene().message("hello", now.plus(Duration.ofHours(20)));
    scene().accept(arrival(BOT, NUMBER, ANNA, early));

    Sending answer = scene().answer(scene().claim(), "one");

    assertThat(answer.relation().lastInbound()).isEqualTo(now);
  }

  @Test
  default void anOlderMessageThatComesLateDoesNotTakeTheWindowBack() {
    Instant now = scene().store.now();
    Sending first = scene().exchange(ANNA, "one");
    scene().accepted(first);
    InboundMessage late = scene().message("late", now.minus(Duration.ofDays(3)));
    scene().accept(arrival(BOT, NUMBER, ANNA, late));

    assertThat(scene().answer(scene().claim(), "two").relation().lastInbound()).isEqualTo(now);
  }

  @Test
  default void aWithheldMessageLetsOthersGoAndGoesFirstWhenTheCustomerWrites() {
    Sending first = scene().exchange(ANNA, "one", "two", "three");
    Sending second = only(scene().store.settle(first, withheld()));
    assertThat(textOf(second)).isEqualTo("two");
    Sending third = only(scene().store.settle(second, withheld()));
    scene().accepted(third);
    advance(Duration.ofDays(6));
    scene().nothingToSend();

    scene().says(ANNA, "here I am");
    Claim claim = scene().claim();
    List<Sending> lent = scene().commit(claim, turn(claim, "answer"));

    Sending released = lent.isEmpty() ? scene().claimSending() : only(lent);
    assertThat(textOf(released)).isEqualTo("one");
    assertThat(released.id()).isEqualTo(first.id());
    Sending next = only(scene().accepted(released));
    assertThat(textOf(next)).isEqualTo("two");
    assertThat(textOf(only(scene().accepted(next)))).isEqualTo("answer");
  }

  @Test
  default void onlyTheCustomerReleasesWhatIsWithheld() {
    Sending first = scene().exchange(ANNA, "one");
    scene().store.settle(first, withheld());
    scene()
        .store
        .signal(
            first.organization(),
            first.conversation(),
            new Input.Signal("paid", Map.of()),
            Priority.LIVE);
    Claim claim = scene().claim();

    Sending next = scene().answer(claim, "two");

    assertThat(textOf(next)).isEqualTo("two");
    scene().accepted(next);
    scene().nothingToSend();
  }

  @Test
  default void aWithheldMessageIsNotSentAfterItsTime() {
    Sending first = scene().exchange(ANNA, "one");
    assertThat(scene().store.settle(first, withheld())).isEmpty();
    advance(Duration.ofDays(7));
    scene().says(ANNA, "too late");

    Sending answer = scene().answer(scene().claim(), "answer");

    assertThat(textOf(answer)).isEqualTo("answer");
    scene().accepted(answer);
    scene().nothingToSend();
  }

  @Test
  default void whatTheMessageSaysAboutItsLeavingIsKept() {
    Fallback fallback =
        new Fallback(
            new MessageContent.Template("update", "en", List.of()), Purpose.UTILITY, false);
    OutboundMessage message =
        outbound("Your order is here.")
            .withTerms(new Terms(Purpose.SERVICE, fallback, "A machine answers.", null));
    scene().says(ANNA, "hello");
    Claim claim = scene().claim();
    Sending first = only(scene().commit(claim, turn(claim, message)));
    scene().store.release(List.of(first));

    assertThat(scene().claimSending().message()).isEqualTo(message);
  }

  @Test
  default void theCustomerWasToldWhenTheChannelTookTheWords() {
    OutboundMessage telling =
        outbound("Hello.").withTerms(Terms.NONE.withDisclosure("A machine answers."));
    scene().says(ANNA, "hello");
    Claim claim = scene().claim();
    assertThat(claim.disclosed()).isFalse();
    Sending first = only(scene().commit(claim, turn(claim, telling, telling)));
    assertThat(first.relation().disclosed()).isFalse();

    Sending refused = only(scene().store.settle(first, StoreScene.REFUSED));
    assertThat(refused.relation().disclosed()).isFalse();
    scene().accepted(refused);

    scene().says(ANNA, "and now?");
    Claim next = scene().claim();
    assertThat(next.disclosed()).isTrue();
    assertThat(scene().answer(next, "more").relation().disclosed()).isTrue();
  }

  @Test
  default void theBotsDefaultTemplateIsRemembered() {
    MessageContent.Template template = new MessageContent.Template("back", "en", List.of());
    OutboundMessage message =
        outbound("one").withTerms(Terms.NONE.withFallback(new Fallback(template, null, true)));
    scene().says(ANNA, "hello");
    Claim claim = scene().claim();
    Sending first = only(scene().commit(claim, turn(claim, message, message)));
    advance(Duration.ofSeconds(1));

    Sending second =
        only(scene().accepted(first.withMessage(first.message().withContent(template))));

    assertThat(first.relation().isAskedBack()).isFalse();
    assertThat(second.relation().isAskedBack()).isTrue();
    assertThat(first.relation().replaced()).isNull();
    assertThat(second.relation().replaced()).isEqualTo(first.number());
  }

  @Test
  default void thatAMessageIsALaterPieceIsKept() {
    scene().says(ANNA, "hello");
    Claim claim = scene().claim();
    OutboundMessage rest = outbound("two").withTerms(Terms.NONE.following(1));
    Sending first = only(scene().commit(claim, turn(claim, outbound("one"), rest)));

    assertThat(only(scene().accepted(first)).message().terms().follows()).isEqualTo(1);
  }

  @Test
  default void whatACustomerSaidAboutOffersIsKeptAsEvidenceAndTheLastWordHolds() {
    Instant now = scene().store.now();
    Consent given = said(Consent.Kind.GIVEN, now, "Ticked the box on /newsletter, wording 3");
    Consent stop = said(Consent.Kind.WITHDRAWN, now.plusSeconds(2), "STOP");
    Consent late = said(Consent.Kind.RESUMED, now.plusSeconds(1), "START");
    assertThat(scene().accept(consented(ANNA, given))).containsExactly(true);
    assertThat(scene().accept(consented(ANNA, given))).containsExactly(false);
    Sending agreed = scene().exchange(ANNA, "one");
    assertThat(agreed.relation().consent().allowsOffers()).isTrue();
    scene().accepted(agreed);
    advance(Duration.ofSeconds(3));
    scene().accept(consented(ANNA, stop), consented(ANNA, late));

    scene().says(ANNA, "hello");
    Claim claim = scene().claim();
    Sending stopped = scene().answer(claim, "two");

    assertThat(claim.contact().optedOut()).isTrue();
    assertThat(stopped.relation().consent()).isEqualTo(new Consent.Standing(true, true, stop.at()));
    assertThat(scene().store.consents(BOT.organization(), claim.contact().id()))
        .containsExactlyInAnyOrder(given, stop, late);
    assertThat(scene().store.consents(OTHER_ORGANIZATION.organization(), claim.contact().id()))
        .isEmpty();
  }

  @Test
  default void aTurnRecordsWhatTheCustomerSaidInItAndItHoldsForItsOwnMessages() {
    scene().says(ANNA, "STOP");
    Claim claim = scene().claim();
    Consent stop = said(Consent.Kind.WITHDRAWN, scene().store.now(), "STOP");
    Turn plain = turn(claim, "one", "two");
    Turn turn =
        new Turn(
            plain.session(),
            claim.contact().withOptedOut(true),
            List.of(new Event.Consented(stop)),
            plain.messages(),
            plain.owner(),
            plain.joinWindow(),
            false);

    Sending first = only(scene().commit(claim, turn));

    assertThat(first.relation().consent().stopped()).isTrue();
    assertThat(only(scene().accepted(first)).relation().consent().stopped()).isTrue();
    assertThat(scene().store.consents(BOT.organization(), claim.contact().id()))
        .containsExactly(stop);
  }

  @Test
  default void aStopThatComesDuringATurnIsNotOverwrittenByIt() {
    scene().says(ANNA, "hello");
    Claim claim = scene().claim();
    scene().accept(preference(ANNA, false));
    Turn plain = turn(claim, "one");
    Turn renamed =
        new Turn(
            plain.session(),
            claim.contact().withName("Anna B."),
            List.of(),
            plain.messages(),
            plain.owner(),
            plain.joinWindow(),
            false);

    Sending sending = only(scene().commit(claim, renamed));

    assertThat(sending.relation().consent().stopped()).isTrue();
    scene().says(ANNA, "more");
    assertThat(scene().claim().contact().optedOut()).isTrue();
  }

  @Test
  default void aStopHoldsForSomebodyWhoNeverWroteAndForAllNumbersOfTheOrganisation() {
    scene().accept(preference(BEN, false));
    Sending first = scene().exchange(BEN, "one");
    assertThat(first.relation().consent().stopped()).isTrue();
    scene().accepted(first);

    scene()
        .accept(arrival(OTHER_BOT, OTHER_NUMBER, BEN, scene().message("hi", scene().store.now())));
    Sending other = scene().answer(scene().claim(), "two");
    assertThat(other.relation().consent().stopped()).isTrue();
    scene().accepted(other);

    advance(Duration.ofSeconds(1));
    scene().accept(preference(BEN, true));
    scene()
        .accept(arrival(OTHER_BOT, OTHER_NUMBER, BEN, scene().message("hm", scene().store.now())));
    Sending resumed = scene().answer(scene().claim(), "three");
    assertThat(resumed.relation().consent().stopped()).isFalse();
    assertThat(resumed.relation().consent().allowsOffers()).as("was never agreed to").isFalse();
  }

  @Test
  default void anotherOrganisationKnowsNothingOfIt() {
    scene().accept(preference(BEN, false));
    scene()
        .accept(
            arrival(
                OTHER_ORGANIZATION, ITS_NUMBER, BEN, scene().message("hi", scene().store.now())));

    assertThat(scene().answer(scene().claim(), "one").relation().consent())
        .isEqualTo(Consent.Standing.NONE);
  }

  private static Consent said(Consent.Kind kind, Instant at, String evidence) {
    return new Consent(kind, at, Consent.Source.BUSINESS, evidence);
  }

  private static Arrival consented(ChannelUser user, Consent consent) {
    return new Arrival(BOT, new ChannelEvent.Consented(NUMBER, user, consent));
  }

  private Arrival preference(ChannelUser user, boolean allowed) {
    return new Arrival(
        BOT, new ChannelEvent.PreferenceChanged(NUMBER, user, allowed, scene().store.now()));
  }
}
