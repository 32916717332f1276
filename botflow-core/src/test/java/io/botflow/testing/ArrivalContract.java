package io.botflow.testing;

import static io.botflow.testing.StoreScene.ANNA;
import static io.botflow.testing.StoreScene.BEN;
import static io.botflow.testing.StoreScene.BOT;
import static io.botflow.testing.StoreScene.NUMBER;
import static io.botflow.testing.StoreScene.OTHER_BOT;
import static io.botflow.testing.StoreScene.OTHER_NUMBER;
import static io.botflow.testing.StoreScene.OTHER_ORGANIZATION;
import static io.botflow.testing.StoreScene.arrival;
import static io.botflow.testing.StoreScene.heard;
import static io.botflow.testing.StoreScene.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.botflow.conversation.Input;
import io.botflow.conversation.Owner;
import io.botflow.conversation.Session;
import io.botflow.message.InboundMessage;
import io.botflow.spi.Arrival;
import io.botflow.spi.Claim;
import io.botflow.spi.Priority;
import io.botflow.spi.Room;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How messages come in: once, in order, as bursts. */
interface ArrivalContract extends StoreUnderTest {

  @Test
  default void aFirstMessageMakesAConversationWithSomethingToDo() {
    scene().says(ANNA, "hello");

    Claim claim = scene().claim();

    assertThat(heard(claim)).containsExactly("hello");
    assertThat(claim.bot()).isEqualTo(BOT);
    assertThat(claim.address()).isEqualTo(NUMBER);
    assertThat(claim.session()).isEqualTo(Session.FRESH);
    assertThat(claim.owner()).isEqualTo(Owner.BOT);
    assertThat(claim.contact().user().phone()).isEqualTo(ANNA.phone());
    assertThat(claim.attempt()).isEqualTo(1);
    assertThat(claim.journal()).isEmpty();
  }

  @Test
  default void theSameMessageIsTakenOnce() {
    Arrival message = scene().text(ANNA, "hello");

    assertThat(scene().accept(message)).containsExactly(true);
    assertThat(scene().accept(message)).containsExactly(false);
    assertThat(heard(scene().claim())).containsExactly("hello");
    scene().nothingToDo();
  }

  @Test
  default void theSameMessageTwiceInOneCallIsTakenOnce() {
    Arrival message = scene().text(ANNA, "hello");

    assertThat(scene().accept(message, scene().text(ANNA, "again"), message))
        .containsExactly(true, true, false);
    assertThat(heard(scene().claim())).containsExactly("hello", "again");
  }

  @Test
  default void theSameIdOverAnotherAccountIsAnotherMessage() {
    InboundMessage message = scene().message("hello", scene().store.now());

    assertThat(
            scene()
                .accept(
                    arrival(BOT, NUMBER, ANNA, message),
                    arrival(OTHER_BOT, OTHER_NUMBER, ANNA, message)))
        .containsExactly(true, true);
    assertThat(scene().store.claim(10)).hasSize(2);
  }

  @Test
  default void aMessageThatWasAnsweredDoesNotComeAgain() {
    Arrival message = scene().text(ANNA, "hello");
    scene().accept(message);
    scene().answer(scene().claim(), "Hi!");

    assertThat(scene().accept(message)).containsExactly(false);
    scene().nothingToDo();
  }

  @Test
  default void aCallIsTakenWholeOrNotAtAll() {
    Arrival message = scene().text(ANNA, "hello");
    @SuppressWarnings("NullAway") // the mistake that the test is about
    List<Arrival> broken = new ArrayList<>(Arrays.asList(message, null));

    assertThatThrownBy(() -> scene().store.accept(broken, Room.NONE)).isInstanceOf(Exception.class);
    scene().nothingToDo();
    assertThat(scene().accept(message)).containsExactly(true);
  }

  @Test
  default void manyConversationsInOneCallStayApart() {
    scene().accept(scene().text(ANNA, "a"), scene().text(BEN, "b"), scene().text(ANNA, "c"));

    List<Claim> claims = scene().store.claim(10);

    assertThat(claims.stream().map(StoreScene::heard))
        .containsExactlyInAnyOrder(List.of("a", "c"), List.of("b"));
  }

  @Test
  default void aBurstIsOneInputByTheTimeOfSending() {
    Instant now = scene().store.now();
    scene()
        .accept(
            arrival(BOT, NUMBER, ANNA, scene().message("third", now)),
            arrival(BOT, NUMBER, ANNA, scene().message("first", now.minusSeconds(2))));
    scene()
        .accept(
            arrival(BOT, NUMBER, ANNA, scene().message("fourth", now)),
            arrival(BOT, NUMBER, ANNA, scene().message("second", now.minusSeconds(1))));

    assertThat(heard(scene().claim())).containsExactly("first", "second", "third", "fourth");
  }

  @Test
  default void messagesThatComeDuringATurnAreTheNextOne() {
    scene().says(ANNA, "one");
    Claim first = scene().claim();
    scene().says(ANNA, "two", "three");

    scene().nothingToDo();
    scene().answer(first, "answer to one");
    assertThat(heard(scene().claim())).containsExactly("two", "three");
  }

  @Test
  default void freeTextWaitsForTheRestOfItsBurst() {
    waitFiveSecondsForMore();
    scene().says(ANNA, "I would like");
    advance(Duration.ofSeconds(3));
    scene().says(ANNA, "to book");
    advance(Duration.ofMillis(1_999));
    scene().nothingToDo();

    advance(Duration.ofMillis(1));

    assertThat(heard(scene().claim())).containsExactly("I would like", "to book");
  }

  @Test
  default void aTapWaitsForNothing() {
    waitFiveSecondsForMore();
    scene().says(ANNA, "hm");
    scene().nothingToDo();

    scene().accept(scene().tap(ANNA, "Book"));

    assertThat(heard(scene().claim())).containsExactly("hm", "Book");
  }

  private void waitFiveSecondsForMore() {
    scene().says(ANNA, "hello");
    Claim claim = scene().claim();
    scene().commit(claim, turn(claim, null, Duration.ofSeconds(5), false));
  }

  @Test
  default void aSignalIsATurnOfItsOwnInItsPlace() {
    scene().exchange(ANNA, "Hi!");
    Claim claim = claimAfter("one");
    UUID conversation = claim.conversation();
    scene().says(ANNA, "two");
    Input.TakeOver takeOver = new Input.TakeOver("Clara");
    assertThat(signal(conversation, takeOver)).isTrue();
    scene().says(ANNA, "three");
    scene().commit(claim, turn(claim, new String[0]));

    assertThat(heard(commitAndNext(scene().claim(), List.of("two")))).containsExactly("three");
  }

  private Claim claimAfter(String text) {
    scene().says(ANNA, text);
    return scene().claim();
  }

  private Claim commitAndNext(Claim first, List<String> expected) {
    assertThat(heard(first)).isEqualTo(expected);
    scene().commit(first, turn(first, new String[0]));
    Claim second = scene().claim();
    assertThat(second.input()).isEqualTo(new Input.TakeOver("Clara"));
    scene().commit(second, turn(second, new String[0]));
    return scene().claim();
  }

  private boolean signal(UUID conversation, Input input) {
    return scene().store.signal(BOT.organization(), conversation, input, Priority.LIVE);
  }

  @Test
  default void signalsKeepWhatTheyCarry() {
    scene().exchange(ANNA, "Hi!");
    scene().says(ANNA, "wait");
    Claim claim = scene().claim();
    scene().commit(claim, turn(claim, new String[0]));
    List<Input> inputs =
        List.of(
            new Input.Signal("paid", Map.of("amount", 12)),
            new Input.GiveBack("Clara", "menu"),
            new Input.GiveBack("Clara", null),
            new Input.Resolve("Clara"));

    for (Input input : inputs) {
      assertThat(signal(claim.conversation(), input)).isTrue();
      Claim next = scene().claim();
      assertThat(next.input()).isEqualTo(input);
      scene().commit(next, turn(next, new String[0]));
    }
  }

  @Test
  default void aSignalToNobodyIsRefused() {
    scene().says(ANNA, "hello");
    UUID conversation = scene().claim().conversation();
    Input input = new Input.Resolve("Clara");

    assertThat(signal(new UUID(0, 1), input)).isFalse();
    assertThat(
            scene()
                .store
                .signal(OTHER_ORGANIZATION.organization(), conversation, input, Priority.LIVE))
        .as("another organisation's conversation")
        .isFalse();
  }

  @Test
  default void sixteenThreadsWithTheSameMessagesTakeEachOnce() {
    List<Arrival> messages =
        IntStream.range(0, 20).mapToObj(i -> scene().text(ANNA, "message " + i)).toList();

    List<List<Boolean>> fresh =
        Race.of(16, thread -> scene().store.accept(messages, Room.NONE).fresh());

    for (int i = 0; i < messages.size(); i++) {
      int message = i;
      assertThat(fresh.stream().filter(answers -> answers.get(message)).count()).isEqualTo(1);
    }
    assertThat(heard(scene().claim())).hasSize(20);
  }
}
