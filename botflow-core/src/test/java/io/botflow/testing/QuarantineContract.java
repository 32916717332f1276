package io.botflow.testing;

import static io.botflow.testing.StoreScene.ANNA;
import static io.botflow.testing.StoreScene.BEN;
import static io.botflow.testing.StoreScene.BOT;
import static io.botflow.testing.StoreScene.ITS_NUMBER;
import static io.botflow.testing.StoreScene.OTHER_ORGANIZATION;
import static io.botflow.testing.StoreScene.arrival;
import static io.botflow.testing.StoreScene.heard;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.botflow.conversation.Input;
import io.botflow.spi.Claim;
import io.botflow.spi.Commit;
import io.botflow.spi.Priority;
import io.botflow.spi.PutAside;
import io.botflow.spi.Store;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of inputs whose turns always fail: kept, shown, and tried again when told to. */
interface QuarantineContract extends StoreUnderTest {
  UUID ORGANIZATION = BOT.organization();

  @Test
  default void anInputThatWasPutAsideIsShown() {
    assertThat(aside()).isEmpty();
    Claim claim = poison("poison");

    PutAside shown = onlyOne(aside());

    assertThat(shown.organization()).isEqualTo(ORGANIZATION);
    assertThat(shown.conversation()).isEqualTo(claim.conversation());
    assertThat(shown.turn()).isEqualTo(claim.turn());
    assertThat(shown.input()).isEqualTo(claim.input());
    assertThat(shown.problem()).contains("it always fails");
    assertThat(Duration.between(shown.at(), scene().store.now()).abs())
        .isLessThan(Duration.ofSeconds(1));
  }

  @Test
  default void anInputThatKilledItsWorkersIsShownToo() {
    scene().says(ANNA, "poison");
    for (int attempt = 1; attempt <= Store.MAX_ATTEMPTS; attempt++) {
      scene().claim();
      advance(lease());
    }
    scene().nothingToDo();

    assertThat(onlyOne(aside()).problem()).isNotBlank();
  }

  @Test
  default void theOldestAreShownFirstAndNoMoreThanAskedFor() {
    List<UUID> turns =
        IntStream.range(0, 5)
            .mapToObj(
                i -> {
                  advance(Duration.ofSeconds(1));
                  return poison("poison " + i).turn();
                })
            .toList();

    assertThat(aside().stream().map(PutAside::turn)).containsExactlyElementsOf(turns);
    assertThat(scene().store.putAside(ORGANIZATION, 2).stream().map(PutAside::turn))
        .containsExactlyElementsOf(turns.subList(0, 2));
  }

  @Test
  default void nobodySeesOrRepeatsAnotherOrganisationsInputs() {
    UUID turn = poison("poison").turn();
    scene()
        .accept(
            arrival(
                OTHER_ORGANIZATION,
                ITS_NUMBER,
                BEN,
                scene().message("hello", scene().store.now())));
    scene().answer(scene().claim(), "Hi!");
    UUID other = OTHER_ORGANIZATION.organization();

    assertThat(scene().store.putAside(other, 10)).isEmpty();
    assertThat(scene().store.repeat(other, turn)).isFalse();
    scene().nothingToDo();
    assertThat(scene().store.repeat(ORGANIZATION, UUID.randomUUID())).as("unknown").isFalse();
    assertThat(aside()).hasSize(1);
  }

  @Test
  default void theConversationGoesOnMeanwhile() {
    UUID conversation = poison("poison").conversation();

    scene().says(ANNA, "anybody?");
    Claim next = scene().claim();

    assertThat(next.conversation()).isEqualTo(conversation);
    assertThat(heard(next)).containsExactly("anybody?");
    scene().answer(next, "Somebody will look after it");
    assertThat(aside()).hasSize(1);
  }

  @Test
  default void aRepeatedInputComesBeforeWhatWaitsAndByItself() {
    UUID turn = poison("poison").turn();
    scene().says(ANNA, "anybody?");

    assertThat(scene().store.repeat(ORGANIZATION, turn)).isTrue();

    assertThat(aside()).isEmpty();
    Claim again = scene().claim();
    assertThat(heard(again)).as("what waits must not fail with it").containsExactly("poison");
    assertThat(again.attempt()).isEqualTo(1);
    scene().answer(again, "done");
    assertThat(heard(scene().claim())).containsExactly("anybody?");
  }

  @Test
  default void aRepeatedInputWaitsForTheTurnThatRuns() {
    UUID turn = poison("poison").turn();
    scene().says(ANNA, "one");
    Claim running = scene().claim();
    scene().says(ANNA, "two");

    assertThat(scene().store.repeat(ORGANIZATION, turn)).isTrue();

    scene().nothingToDo();
    scene().answer(running, "answer to one");
    Claim again = scene().claim();
    assertThat(heard(again)).containsExactly("poison");
    scene().commit(again, StoreScene.turn(again, "done"));
    assertThat(heard(scene().claim())).containsExactly("two");
  }

  @Test
  default void anInputIsRepeatedOnce() {
    UUID turn = poison("poison").turn();

    assertThat(scene().store.repeat(ORGANIZATION, turn)).isTrue();
    assertThat(scene().store.repeat(ORGANIZATION, turn)).isFalse();

    scene().answer(scene().claim(), "done");
    scene().nothingToDo();
    assertThat(scene().store.repeat(ORGANIZATION, turn)).isFalse();
    advance(Duration.ofDays(1));
    scene().nothingToDo();
  }

  @Test
  default void aRepeatedInputThatFailsAgainIsPutAsideAgain() {
    UUID turn = poison("poison").turn();
    scene().store.repeat(ORGANIZATION, turn);

    failAlways("it fails still");

    PutAside shown = onlyOne(aside());
    assertThat(shown.problem()).contains("it fails still");
    assertThat(scene().store.repeat(ORGANIZATION, shown.turn())).isTrue();
    assertThat(heard(scene().claim())).containsExactly("poison");
  }

  @Test
  default void aRepeatedInputReusesWhatItsAttemptsRecorded() {
    scene().says(ANNA, "pay");
    Claim first = scene().claim();
    scene().store.record(first, "pay/1", TextNode.valueOf("paid"));
    scene().store.giveUp(first, "it always fails", Duration.ZERO);
    failAlways("it always fails");
    scene().says(ANNA, "anybody?");
    scene().answer(scene().claim(), "Somebody will look after it");

    scene().store.repeat(ORGANIZATION, first.turn());

    Claim again = scene().claim();
    assertThat(again.turn()).as("outside calls carry it as their key").isEqualTo(first.turn());
    assertThat(again.journal()).containsExactly(Map.entry("pay/1", TextNode.valueOf("paid")));
    assertThat(scene().store.commit(again, StoreScene.turn(again, "paid")))
        .isInstanceOf(Commit.Committed.class);
  }

  @Test
  default void aSignalAndATimeAreRepeatedToo() {
    scene().says(ANNA, "remind me");
    Claim claim = scene().claim();
    scene()
        .commit(
            claim,
            StoreScene.turn(claim, scene().store.now().plusSeconds(30), Duration.ZERO, false));
    Input paid = new Input.Signal("paid", Map.of("amount", 12));
    scene().store.signal(ORGANIZATION, claim.conversation(), paid, Priority.LIVE);
    UUID signal = failAlways("it always fails").turn();
    advance(Duration.ofSeconds(30));
    UUID time = failAlways("it always fails").turn();

    scene().store.repeat(ORGANIZATION, signal);
    Claim again = scene().claim();
    assertThat(again.input()).isEqualTo(paid);
    scene().commit(again, StoreScene.turn(again, new String[0]));
    scene().store.repeat(ORGANIZATION, time);
    assertThat(scene().claim().input()).isEqualTo(new Input.TimeUp());
  }

  private List<PutAside> aside() {
    return scene().store.putAside(ORGANIZATION, 100);
  }

  private static PutAside onlyOne(List<PutAside> aside) {
    assertThat(aside).as("inputs that were put aside").hasSize(1);
    return aside.get(0);
  }

  /** Anna writes what no turn survives; its last claim. */
  private Claim poison(String text) {
    scene().says(ANNA, text);
    return failAlways("it always fails");
  }

  /** Claims what is ready and gives it up until it is put aside; the last claim. */
  private Claim failAlways(String problem) {
    Claim claim = scene().claim();
    while (claim.attempt() < Store.MAX_ATTEMPTS) {
      scene().store.giveUp(claim, problem, Duration.ZERO);
      claim = scene().claim();
    }
    scene().store.giveUp(claim, problem, Duration.ZERO);
    scene().nothingToDo();
    return claim;
  }
}
