package io.botflow.testing;

import static io.botflow.testing.StoreScene.ANNA;
import static io.botflow.testing.StoreScene.BEN;
import static io.botflow.testing.StoreScene.BOT;
import static io.botflow.testing.StoreScene.ITS_NUMBER;
import static io.botflow.testing.StoreScene.NUMBER;
import static io.botflow.testing.StoreScene.OTHER_ORGANIZATION;
import static io.botflow.testing.StoreScene.UNKNOWN;
import static io.botflow.testing.StoreScene.arrival;
import static io.botflow.testing.StoreScene.heard;
import static io.botflow.testing.StoreScene.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelUser;
import io.botflow.message.DeliveryStatus;
import io.botflow.spi.Acceptance;
import io.botflow.spi.Arrival;
import io.botflow.spi.Claim;
import io.botflow.spi.Commit;
import io.botflow.spi.Room;
import io.botflow.spi.Sending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/**
 * What a store lends while it accepts: as much as it likes, none is enough, but by the rules of
 * {@link io.botflow.spi.Store#claim} and never more than there is room for.
 */
interface LendingContract extends StoreUnderTest {
  Room ROOM = organization -> 100;

  @Test
  default void whereThereIsNoRoomNothingIsLent() {
    Acceptance acceptance = scene().store.accept(List.of(scene().text(ANNA, "hello")), Room.NONE);

    assertThat(acceptance.fresh()).containsExactly(true);
    assertThat(acceptance.claims()).isEmpty();
    assertThat(acceptance.ready()).isTrue();
    assertThat(heard(scene().claim())).containsExactly("hello");
  }

  @Test
  default void whatIsLentIsLentAsByAClaim() {
    List<Claim> lent = accept(ROOM, scene().text(ANNA, "one"), scene().text(BEN, "two"));
    List<Claim> all = withTheRest(lent);

    assertThat(all.stream().map(StoreScene::heard))
        .containsExactlyInAnyOrder(List.of("one"), List.of("two"));
    assertThat(all.stream().map(Claim::attempt)).containsOnly(1);
    scene().says(ANNA, "three");
    scene().nothingToDo();
    all.forEach(claim -> scene().answer(claim, "ok"));
    assertThat(heard(scene().claim())).containsExactly("three");
  }

  @Test
  default void whoGotItAndDoesNotComeBackLosesIt() {
    List<Claim> lent = withTheRest(accept(ROOM, scene().text(ANNA, "one")));
    advance(lease());

    Claim again = scene().claim();

    assertThat(again.turn()).isEqualTo(lent.get(0).turn());
    assertThat(again.attempt()).isEqualTo(2);
    Claim late = lent.get(0);
    assertThat(scene().store.commit(late, turn(late, "late"))).isInstanceOf(Commit.Fenced.class);
    scene().answer(again, "in time");
  }

  @Test
  default void noMoreIsLentThanAnOrganisationHasRoomFor() {
    List<Arrival> arrivals = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      arrivals.add(scene().text(user(i), "hello"));
      arrivals.add(
          arrival(
              OTHER_ORGANIZATION,
              ITS_NUMBER,
              user(i),
              scene().message("hello", scene().store.now())));
    }
    Room room = organization -> organization.equals(BOT.organization()) ? 3 : -1;

    Acceptance acceptance = scene().store.accept(arrivals, room);

    assertThat(acceptance.claims()).hasSizeLessThanOrEqualTo(3);
    assertThat(acceptance.claims().stream().map(Claim::bot)).doesNotContain(OTHER_ORGANIZATION);
    assertThat(acceptance.ready()).isTrue();
    assertThat(withTheRest(acceptance.claims()).stream().map(Claim::conversation))
        .hasSize(20)
        .doesNotHaveDuplicates();
  }

  @Test
  default void aBurstIsLentAsOneInput() {
    List<Claim> lent =
        accept(
            ROOM,
            scene().text(ANNA, "one"),
            scene().text(BEN, "hello"),
            scene().text(ANNA, "two"),
            scene().text(ANNA, "three"));

    assertThat(withTheRest(lent).stream().map(StoreScene::heard))
        .containsExactlyInAnyOrder(List.of("one", "two", "three"), List.of("hello"));
  }

  @Test
  default void whatWaitedIsLentWithWhatCame() {
    scene().says(ANNA, "one");

    List<Claim> lent = withTheRest(accept(ROOM, scene().text(ANNA, "two")));

    assertThat(lent.stream().map(StoreScene::heard)).containsExactly(List.of("one", "two"));
  }

  @Test
  default void aConversationThatIsLentIsNotLentAgain() {
    Claim running = withTheRest(accept(ROOM, scene().text(ANNA, "one"))).get(0);

    assertThat(accept(ROOM, scene().text(ANNA, "two"))).isEmpty();
    scene().nothingToDo();
    scene().answer(running, "ok");
    assertThat(heard(scene().claim())).containsExactly("two");
  }

  @Test
  default void textThatMayContinueIsNotLentBeforeItsTime() {
    scene().says(ANNA, "hello");
    Claim claim = scene().claim();
    scene().commit(claim, turn(claim, null, Duration.ofSeconds(5), false));

    assertThat(accept(ROOM, scene().text(ANNA, "I would like"))).isEmpty();
    scene().nothingToDo();
    assertThat(withTheRest(accept(ROOM, scene().tap(ANNA, "Book"))).stream().map(StoreScene::heard))
        .containsExactly(List.of("I would like", "Book"));
  }

  @Test
  default void aFailedAttemptIsNotLentBeforeItsDelay() {
    scene().says(ANNA, "one");
    scene().store.giveUp(scene().claim(), "the model is away", Duration.ofSeconds(10));

    assertThat(accept(ROOM, scene().text(ANNA, "two"))).isEmpty();
    scene().nothingToDo();
    advance(Duration.ofSeconds(10));
    assertThat(heard(scene().claim())).containsExactly("one");
  }

  @Test
  default void whatCameBeforeIsNotLentAgain() {
    Arrival message = scene().text(ANNA, "hello");
    withTheRest(accept(ROOM, message)).forEach(claim -> scene().answer(claim, "Hi!"));

    assertThat(accept(ROOM, message)).isEmpty();
    scene().nothingToDo();
  }

  @Test
  default void aStatusThatFreesAMessageIsAReasonToLook() {
    Sending first = scene().exchange(ANNA, "one", "two");
    scene().store.settle(first, UNKNOWN);

    Acceptance acceptance = scene().store.accept(List.of(taken(first)), ROOM);

    assertThat(acceptance.ready()).isTrue();
    assertThat(StoreScene.textOf(scene().claimSending())).isEqualTo("two");
  }

  private Arrival taken(Sending sending) {
    return new Arrival(
        BOT,
        new ChannelEvent.StatusChanged(
            NUMBER,
            StoreScene.nameOf(sending),
            sending.id().toString(),
            DeliveryStatus.SENT,
            scene().store.now(),
            null,
            null,
            List.of()));
  }

  @Test
  default void sixteenThreadsThatAcceptAndClaimAnswerEachMessageOnce() {
    int conversations = 40;
    int messages = 5;
    Map<UUID, Integer> lent = new ConcurrentHashMap<>();
    Queue<String> answered = new ConcurrentLinkedQueue<>();
    Queue<String> wrong = new ConcurrentLinkedQueue<>();

    Race.of(
        16,
        thread -> {
          for (int i = thread; i < conversations * messages; i += 16) {
            ChannelUser user = user(i % conversations);
            Arrival text = scene().text(user, user.phone() + "/" + i / conversations);
            List<Claim> claims = new ArrayList<>(accept(organization -> 2, text));
            if (i % 3 == 0) {
              claims.addAll(scene().store.claim(2));
            }
            claims.forEach(claim -> work(claim, lent, answered, wrong));
          }
          while (answered.size() < conversations * messages && wrong.isEmpty()) {
            scene().store.claim(3).forEach(claim -> work(claim, lent, answered, wrong));
            Race.pause();
          }
          return thread;
        });

    assertThat(wrong).isEmpty();
    assertThat(answered).hasSize(conversations * messages).doesNotHaveDuplicates();
    scene().nothingToDo();
  }

  private void work(
      Claim claim, Map<UUID, Integer> lent, Queue<String> answered, Queue<String> wrong) {
    if (lent.merge(claim.conversation(), 1, Integer::sum) > 1) {
      wrong.add(claim.conversation() + " was lent twice at a time");
    }
    lent.merge(claim.conversation(), -1, Integer::sum);
    if (scene().store.commit(claim, turn(claim, new String[0])) instanceof Commit.Committed) {
      answered.addAll(heard(claim));
    } else {
      wrong.add(claim.conversation() + " could not be committed");
    }
  }

  private List<Claim> accept(Room room, Arrival... arrivals) {
    return scene().store.accept(List.of(arrivals), room).claims();
  }

  /** What was lent and what a claim finds after it: all that is ready. */
  private List<Claim> withTheRest(List<Claim> lent) {
    List<Claim> all = new ArrayList<>(lent);
    all.addAll(scene().store.claim(100));
    return all;
  }

  private static ChannelUser user(int number) {
    return ChannelUser.ofPhone("49170" + number);
  }
}
