package io.botflow.testing;

import static io.botflow.testing.StoreScene.ANNA;
import static io.botflow.testing.StoreScene.BEN;
import static io.botflow.testing.StoreScene.BOT;
import static io.botflow.testing.StoreScene.NUMBER;
import static io.botflow.testing.StoreScene.OTHER_ORGANIZATION;
import static io.botflow.testing.StoreScene.outbound;
import static io.botflow.testing.StoreScene.textOf;
import static io.botflow.testing.StoreScene.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.conversation.Input;
import io.botflow.conversation.Owner;
import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelUser;
import io.botflow.spi.Arrival;
import io.botflow.spi.Claim;
import io.botflow.spi.Commit;
import io.botflow.spi.Intervened;
import io.botflow.spi.Intervention;
import io.botflow.spi.Priority;
import io.botflow.spi.Sending;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What people do to conversations: at once, and whatever the bot is about to say is not said. */
interface InterventionContract extends StoreUnderTest {

  private Intervened intervene(UUID conversation, Intervention what) {
    return Objects.requireNonNull(scene().store.intervene(BOT.organization(), conversation, what));
  }

  private static Intervention reply(String text, @Nullable Duration returnAfter) {
    return new Intervention(
        Owner.PERSON, "Clara", new UUID(7, 7), List.of(outbound(text)), returnAfter);
  }

  @Test
  default void aTurnThatIsUnderWayIsDoneAgainWithoutTheBot() {
    scene().says(ANNA, "hello");
    Claim claim = scene().claim();

    assertThat(intervene(claim.conversation(), Intervention.takeOver("Clara")).before())
        .isEqualTo(Owner.BOT);
    assertThat(scene().store.commit(claim, turn(claim, "the bot's answer")))
        .isInstanceOf(Commit.Fenced.class);
    scene().nothingToSend();

    Claim again = scene().claim();
    assertThat(again.owner()).isEqualTo(Owner.PERSON);
    assertThat(again.input()).isEqualTo(claim.input());
    assertThat(again.turn()).isEqualTo(claim.turn());
    assertThat(again.session().turns()).isEqualTo(claim.session().turns() + 1);
  }

  @Test
  default void whatTheBotDecidedToSayGivesWayToWhatAPersonSays() {
    Sending first = scene().exchange(ANNA, "one", "two", "three");

    Intervened done = intervene(first.conversation(), reply("I am here", null));
    assertThat(done.messages()).hasSize(1);

    Sending next = StoreScene.only(scene().accepted(first));
    assertThat(textOf(next)).isEqualTo("I am here");
    assertThat(next.id()).isEqualTo(done.messages().get(0));
    assertThat(scene().accepted(next)).isEmpty();
    scene().nothingToSend();
  }

  @Test
  default void whatPeopleSayLeavesInOrder() {
    Sending hello = scene().exchange(ANNA, "hello");
    scene().accepted(hello);
    intervene(hello.conversation(), reply("one", null));
    intervene(hello.conversation(), reply("two", null));

    Sending one = scene().claimSending();
    assertThat(textOf(one)).isEqualTo("one");
    assertThat(textOf(StoreScene.only(scene().accepted(one)))).isEqualTo("two");
  }

  @Test
  default void aPersonKeepsItUntilTheTimeIsOver() {
    Sending hello = scene().exchange(ANNA, "hello");
    scene().accepted(hello);
    intervene(hello.conversation(), reply("one", Duration.ofHours(2)));
    advance(Duration.ofHours(1));
    intervene(hello.conversation(), reply("two", Duration.ofHours(2)));
    advance(Duration.ofHours(1));
    scene().nothingToDo();

    advance(Duration.ofHours(1));
    Claim claim = scene().claim();
    assertThat(claim.input()).isInstanceOf(Input.TimeUp.class);
    assertThat(claim.owner()).isEqualTo(Owner.PERSON);
  }

  @Test
  default void aTimeThatTheBotWaitedForIsUpNoMore() {
    scene().says(ANNA, "hello");
    Claim claim = scene().claim();
    scene()
        .commit(
            claim,
            turn(claim, scene().store.now().plus(Duration.ofHours(1)), Duration.ZERO, false));
    intervene(claim.conversation(), Intervention.toQueue("Clara"));

    advance(Duration.ofHours(2));
    scene().nothingToDo();
    scene().says(ANNA, "anybody?");
    assertThat(scene().claim().owner()).isEqualTo(Owner.QUEUE);
  }

  @Test
  default void whatWasToBeGivenBackBeforeIsNot() {
    Sending hello = scene().exchange(ANNA, "hello");
    scene().accepted(hello);
    UUID conversation = hello.conversation();
    intervene(conversation, Intervention.takeOver("Clara"));
    scene()
        .store
        .signal(BOT.organization(), conversation, new Input.GiveBack("Clara", null), Priority.LIVE);
    Claim claim = scene().claim();
    scene().says(ANNA, "and?");
    intervene(conversation, reply("I am still here", null));

    assertThat(scene().store.commit(claim, turn(claim, "the bot's answer")))
        .isInstanceOf(Commit.Fenced.class);
    Claim next = scene().claim();
    assertThat(StoreScene.heard(next)).containsExactly("and?");
    assertThat(next.owner()).isEqualTo(Owner.PERSON);
    scene().commit(next, turn(next, new String[0]));
    scene().nothingToDo();
  }

  @Test
  default void anAnswerOnTheTelephoneTakesOver() {
    scene().says(ANNA, "hello");
    Claim claim = scene().claim();
    assertThat(scene().accept(echo(ANNA))).containsExactly(true);

    assertThat(scene().store.commit(claim, turn(claim, "the bot's answer")))
        .isInstanceOf(Commit.Fenced.class);
    assertThat(scene().claim().owner()).isEqualTo(Owner.PERSON);
    scene().nothingToSend();
  }

  @Test
  default void whoIsFirstWrittenToFromTheTelephoneIsAPersonsToo() {
    Arrival echo = echo(BEN);
    assertThat(scene().accept(echo)).containsExactly(true);
    assertThat(scene().accept(echo)).containsExactly(false);
    scene().says(BEN, "thank you");
    assertThat(scene().claim().owner()).isEqualTo(Owner.PERSON);
  }

  private Arrival echo(ChannelUser to) {
    return new Arrival(
        BOT, new ChannelEvent.Echoed(NUMBER, to, scene().message("me again", scene().store.now())));
  }

  @Test
  default void nobodyIntervenesInWhatIsNotTheirs() {
    scene().says(ANNA, "hello");
    Claim claim = scene().claim();
    Intervention what = Intervention.takeOver("Eve");
    assertThat(
            scene().store.intervene(OTHER_ORGANIZATION.organization(), claim.conversation(), what))
        .isNull();
    assertThat(scene().store.intervene(BOT.organization(), UUID.randomUUID(), what)).isNull();
    assertThat(scene().answer(claim, "still the bot")).isNotNull();
  }
}
