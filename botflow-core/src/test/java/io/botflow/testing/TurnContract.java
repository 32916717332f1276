package io.botflow.testing;

import static io.botflow.testing.StoreScene.ANNA;
import static io.botflow.testing.StoreScene.BOT;
import static io.botflow.testing.StoreScene.ITS_NUMBER;
import static io.botflow.testing.StoreScene.OTHER_ORGANIZATION;
import static io.botflow.testing.StoreScene.arrival;
import static io.botflow.testing.StoreScene.heard;
import static io.botflow.testing.StoreScene.turn;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.botflow.conversation.Input;
import io.botflow.conversation.Owner;
import io.botflow.conversation.Session;
import io.botflow.conversation.Turn;
import io.botflow.message.ChannelUser;
import io.botflow.spi.Claim;
import io.botflow.spi.Commit;
import io.botflow.spi.Priority;
import io.botflow.spi.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** How conversations are lent: one worker each, fenced, repeated, put aside, on time, in turn. */
interface TurnContract extends StoreUnderTest {

  @Test
  default void aConversationIsLentToOneWorkerAtATime() {
    scene().says(ANNA, "one");
    Claim claim = scene().claim();
    scene().says(ANNA, "two");

    scene().nothingToDo();
    assertThat(scene().store.commit(claim, turn(claim, "ok"))).isInstanceOf(Commit.Committed.class);
  }

  @Test
  default void whatATurnDecidedIsThereAtTheNext() {
    scene().says(ANNA, "one");
    Claim first = scene().claim();
    Session session =
        new Session(
            Session.Status.HANDED_OFF,
            List.of(),
            2,
            Map.of("options", List.of("a", "b")),
            first.session().memory().with(true, "one").with(false, "two"),
            null,
            null,
            1);
    scene()
        .commit(
            first,
            new Turn(
                session, first.contact(), List.of(), List.of(), Owner.QUEUE, Duration.ZERO, false));
    scene().says(ANNA, "two");
    Claim second = scene().claim();

    assertThat(second.session()).isEqualTo(session);
    assertThat(second.owner()).isEqualTo(Owner.QUEUE);
    assertThat(second.conversation()).isEqualTo(first.conversation());
    assertThat(second.turn()).isNotEqualTo(first.turn());
    assertThat(second.fence()).isGreaterThan(first.fence());
  }

  @Test
  default void aWorkerThatDoesNotComeBackLosesTheConversation() {
    scene().says(ANNA, "one");
    Claim lost = scene().claim();
    scene().says(ANNA, "two");
    advance(lease().minusMillis(1));
    scene().nothingToDo();

    advance(Duration.ofMillis(1));
    Claim again = scene().claim();

    assertThat(again.turn()).isEqualTo(lost.turn());
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(again.fence()).isGreaterThan(lost.fence());
    assertThat(heard(again)).as("the same input, whatever came since").containsExactly("one");
    scene().answer(again, "answer to one");
    assertThat(heard(scene().claim())).containsExactly("two");
  }

  @Test
  default void aWorkerThatSleptThroughItsLeaseChangesNothing() {
    scene().says(ANNA, "one");
    Claim slept = scene().claim();
    advance(lease());
    Claim current = scene().claim();

    assertThat(scene().store.commit(slept, turn(slept, "too late")))
        .isInstanceOf(Commit.Fenced.class);
    scene().store.record(slept, "late", TextNode.valueOf("result"));
    scene().store.giveUp(slept, "too late", Duration.ZERO);

    scene().nothingToDo();
    scene().nothingToSend();
    scene().answer(current, "in time");
  }

  @Test
  default void aTurnIsCommittedOnce() {
    scene().says(ANNA, "one");
    Claim claim = scene().claim();
    scene().answer(claim, "ok");

    assertThat(scene().store.commit(claim, turn(claim, "again"))).isInstanceOf(Commit.Fenced.class);
  }

  @Test
  default void aRepeatedAttemptFindsWhatTheFirstRecorded() {
    JsonNode result = TextNode.valueOf("paid");
    scene().says(ANNA, "pay");
    Claim first = scene().claim();
    scene().store.record(first, "pay/1", result);
    advance(lease());
    Claim second = scene().claim();

    assertThat(second.journal()).containsExactly(Map.entry("pay/1", result));
    scene().answer(second, "paid");
    scene().says(ANNA, "pay");
    assertThat(scene().claim().journal()).as("of another turn").isEmpty();
  }

  @Test
  default void aFailedAttemptIsRepeatedAfterItsDelay() {
    scene().says(ANNA, "one");
    Claim first = scene().claim();
    scene().store.giveUp(first, "the model is away", Duration.ofSeconds(10));
    advance(Duration.ofMillis(9_999));
    scene().nothingToDo();

    advance(Duration.ofMillis(1));
    Claim second = scene().claim();

    assertThat(second.attempt()).isEqualTo(2);
    assertThat(second.turn()).isEqualTo(first.turn());
  }

  @Test
  default void anInputThatFailsThreeTimesIsPutAsideAndAPersonIsCalled() {
    scene().says(ANNA, "poison");
    for (int attempt = 1; attempt <= Store.MAX_ATTEMPTS; attempt++) {
      Claim claim = scene().claim();
      assertThat(claim.attempt()).isEqualTo(attempt);
      scene().store.giveUp(claim, "it always fails", Duration.ZERO);
    }
    scene().nothingToDo();

    scene().says(ANNA, "anybody?");
    Claim next = scene().claim();

    assertThat(heard(next)).containsExactly("anybody?");
    assertThat(next.attempt()).isEqualTo(1);
    assertThat(next.owner()).isEqualTo(Owner.QUEUE);
  }

  @Test
  default void anInputThatKillsThreeWorkersIsPutAsideToo() {
    scene().says(ANNA, "poison");
    for (int attempt = 1; attempt <= Store.MAX_ATTEMPTS; attempt++) {
      assertThat(scene().claim().attempt()).isEqualTo(attempt);
      advance(lease());
    }
    scene().nothingToDo();

    scene().says(ANNA, "anybody?");

    assertThat(scene().claim().owner()).isEqualTo(Owner.QUEUE);
  }

  @Test
  default void aSessionThatIsDueGetsItsTurnOnTime() {
    Claim first = waitUntil(scene().store.now().plusSeconds(30));
    advance(Duration.ofSeconds(29));
    scene().nothingToDo();

    advance(Duration.ofSeconds(1));
    Claim due = scene().claim();

    assertThat(due.input()).isEqualTo(new Input.TimeUp());
    assertThat(due.conversation()).isEqualTo(first.conversation());
    scene().answer(due, "Are you still there?");
    advance(Duration.ofDays(3));
    scene().nothingToDo();
  }

  @Test
  default void aTurnThatLeavesItsDueTimeAsItIsIsNotDueForEver() {
    Instant due = scene().store.now().plusSeconds(30);
    waitUntil(due);
    advance(Duration.ofSeconds(30));
    Claim claim = scene().claim();

    scene().commit(claim, turn(claim, due, Duration.ZERO, false));

    scene().nothingToDo();
  }

  @Test
  default void aMessageInTimeMovesTheDueTime() {
    waitUntil(scene().store.now().plusSeconds(30));
    advance(Duration.ofSeconds(29));
    scene().says(ANNA, "still here");
    Claim claim = scene().claim();
    scene().commit(claim, turn(claim, scene().store.now().plusSeconds(30), Duration.ZERO, false));

    advance(Duration.ofSeconds(29));
    scene().nothingToDo();
    advance(Duration.ofSeconds(1));
    assertThat(scene().claim().input()).isEqualTo(new Input.TimeUp());
  }

  @Test
  default void aMessageComesBeforeATimeThatIsUp() {
    waitUntil(scene().store.now().plusSeconds(30));
    advance(Duration.ofSeconds(31));
    scene().says(ANNA, "just in time");

    assertThat(heard(scene().claim())).containsExactly("just in time");
  }

  private Claim waitUntil(Instant due) {
    scene().says(ANNA, "remind me");
    Claim claim = scene().claim();
    scene().commit(claim, turn(claim, due, Duration.ZERO, false));
    return claim;
  }

  @Test
  default void aMessageThatComesWhileAModelAnswersSupersedesTheAnswer() {
    scene().says(ANNA, "how much is");
    Claim first = scene().claim();
    scene().store.record(first, "model", TextNode.valueOf("how much is what?"));
    scene().says(ANNA, "the blue one?");

    assertThat(scene().store.commit(first, asked(first))).isInstanceOf(Commit.Superseded.class);

    scene().nothingToSend();
    Claim second = scene().claim();
    assertThat(heard(second)).containsExactly("how much is", "the blue one?");
    assertThat(second.attempt()).isEqualTo(1);
    assertThat(second.turn()).isNotEqualTo(first.turn());
    assertThat(second.journal()).as("it answers another question").isEmpty();
    assertThat(scene().store.commit(second, asked(second))).isInstanceOf(Commit.Committed.class);
  }

  @Test
  default void anAnswerThatNoModelGaveIsNotSuperseded() {
    scene().says(ANNA, "one");
    Claim claim = scene().claim();
    scene().says(ANNA, "two");

    assertThat(scene().store.commit(claim, turn(claim, "ok"))).isInstanceOf(Commit.Committed.class);
  }

  @Test
  default void aSignalSupersedesNothing() {
    scene().says(ANNA, "one");
    Claim claim = scene().claim();
    scene()
        .store
        .signal(
            BOT.organization(),
            claim.conversation(),
            new Input.Signal("paid", Map.of()),
            Priority.LIVE);

    assertThat(scene().store.commit(claim, asked(claim))).isInstanceOf(Commit.Committed.class);
  }

  @Test
  default void whoWritesWithoutEndGetsAnAnswer() {
    scene().says(ANNA, "and");
    for (int i = 0; i < Store.MAX_SUPERSEDED; i++) {
      Claim claim = scene().claim();
      scene().says(ANNA, "and");
      assertThat(scene().store.commit(claim, asked(claim))).isInstanceOf(Commit.Superseded.class);
    }
    Claim last = scene().claim();
    scene().says(ANNA, "and");

    assertThat(scene().store.commit(last, asked(last))).isInstanceOf(Commit.Committed.class);
  }

  private static Turn asked(Claim claim) {
    return turn(claim, null, Duration.ZERO, true, "an answer");
  }

  @Test
  default void theOrganisationWithTheFewestLentConversationsIsNext() {
    for (int i = 0; i < 50; i++) {
      scene().says(ChannelUser.ofPhone("49170" + i), "many");
    }
    assertThat(scene().store.claim(10)).hasSize(10);
    for (int i = 0; i < 3; i++) {
      scene()
          .accept(
              arrival(
                  OTHER_ORGANIZATION,
                  ITS_NUMBER,
                  ChannelUser.ofPhone("49180" + i),
                  scene().message("few", scene().store.now())));
    }

    List<Claim> next = scene().store.claim(4);

    assertThat(next).hasSize(4);
    assertThat(next.stream().filter(claim -> claim.bot().equals(OTHER_ORGANIZATION))).hasSize(3);
  }

  @Test
  default void idleTellsWhenSomethingWillBeReady() {
    Duration limit = Duration.ofSeconds(5);
    assertThat(scene().store.idle(limit)).isEqualTo(limit);
    waitUntil(scene().store.now().plusSeconds(3));

    assertThat(scene().store.idle(limit)).isBetween(Duration.ZERO, Duration.ofSeconds(3));
    advance(Duration.ofSeconds(3));
    assertThat(scene().store.idle(limit)).isZero();
  }

  @Test
  default void sixteenWorkersAnswerEveryMessageOnceAndNeverOverlap() {
    int conversations = 40;
    int messages = 5;
    Map<UUID, Integer> lent = new ConcurrentHashMap<>();
    Queue<String> answered = new ConcurrentLinkedQueue<>();
    Queue<String> wrong = new ConcurrentLinkedQueue<>();

    Race.of(
        16,
        thread -> {
          for (int i = thread; i < conversations * messages; i += 16) {
            ChannelUser user = ChannelUser.ofPhone("49170" + i % conversations);
            scene().accept(scene().text(user, user.phone() + "/" + i / conversations));
            work(lent, answered, wrong);
          }
          while (answered.size() < conversations * messages && wrong.isEmpty()) {
            work(lent, answered, wrong);
            Race.pause();
          }
          return thread;
        });

    assertThat(wrong).isEmpty();
    assertThat(answered).hasSize(conversations * messages).doesNotHaveDuplicates();
    scene().nothingToDo();
  }

  private void work(Map<UUID, Integer> lent, Queue<String> answered, Queue<String> wrong) {
    for (Claim claim : scene().store.claim(3)) {
      if (lent.merge(claim.conversation(), 1, Integer::sum) > 1) {
        wrong.add(claim.conversation() + " was lent twice at a time");
      }
      lent.merge(claim.conversation(), -1, Integer::sum);
      Commit commit = scene().store.commit(claim, turn(claim, new String[0]));
      if (commit instanceof Commit.Committed) {
        answered.addAll(heard(claim));
      } else {
        wrong.add(claim.conversation() + " ended as " + commit);
      }
    }
  }
}
