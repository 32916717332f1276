package io.botflow.testing;

import static io.botflow.testing.StoreScene.ANNA;
import static io.botflow.testing.StoreScene.BEN;
import static io.botflow.testing.StoreScene.BOT;
import static io.botflow.testing.StoreScene.ITS_NUMBER;
import static io.botflow.testing.StoreScene.NUMBER;
import static io.botflow.testing.StoreScene.OTHER_ORGANIZATION;
import static io.botflow.testing.StoreScene.arrival;
import static io.botflow.testing.StoreScene.heard;
import static io.botflow.testing.StoreScene.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.conversation.Input;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelUser;
import io.botflow.spi.Arrival;
import io.botflow.spi.BotRef;
import io.botflow.spi.Claim;
import io.botflow.spi.Priority;
import io.botflow.spi.Room;
import io.botflow.spi.Sending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who comes first where many wait: who waits for an answer, and every organisation in its turn. */
interface FairnessContract extends StoreUnderTest {
  Input NEWS = new Input.Signal("news", Map.of());

  @Test
  default void whoWaitsForAnAnswerComesBeforeBulk() {
    List<UUID> many = conversations(5);
    many.forEach(this::bulk);
    scene().says(BEN, "anybody there?");

    assertThat(heard(next())).containsExactly("anybody there?");

    List<Claim> rest = scene().store.claim(10);
    assertThat(rest.stream().map(Claim::conversation)).containsExactlyInAnyOrderElementsOf(many);
    assertThat(rest.stream().map(Claim::input)).containsOnly(NEWS);
  }

  @Test
  default void aLiveSignalComesBeforeBulk() {
    List<UUID> many = conversations(5);
    many.subList(0, 4).forEach(this::bulk);
    Input paid = new Input.Signal("paid", Map.of());
    signal(many.get(4), paid, Priority.LIVE);

    assertThat(next().input()).isEqualTo(paid);
  }

  @Test
  default void aSessionThatIsDueComesBeforeBulk() {
    List<UUID> many = conversations(5);
    scene().says(ANNA, "remind me");
    Claim claim = scene().claim();
    scene().commit(claim, turn(claim, scene().store.now().plusSeconds(30), Duration.ZERO, false));
    many.forEach(this::bulk);
    advance(Duration.ofSeconds(30));

    assertThat(next().input()).isEqualTo(new Input.TimeUp());
  }

  @Test
  default void whoWritesIntoBulkIsLive() {
    List<UUID> many = conversations(5);
    many.forEach(this::bulk);
    scene().says(user(4), "what is this?");

    Claim first = next();

    assertThat(first.conversation()).isEqualTo(many.get(4));
    assertThat(first.input()).as("what came first").isEqualTo(NEWS);
    scene().commit(first, turn(first, new String[0]));
    assertThat(heard(next())).containsExactly("what is this?");
  }

  @Test
  default void bulkThatFailedOnceIsStillBulk() {
    List<UUID> many = conversations(2);
    bulk(many.get(0));
    scene().store.giveUp(next(), "not this time", Duration.ZERO);
    scene().says(BEN, "anybody there?");

    assertThat(heard(next())).containsExactly("anybody there?");
    assertThat(next().attempt()).isEqualTo(2);
  }

  @Test
  default void oneOrganisationsBulkDoesNotWaitForAnothersCustomers() {
    List<UUID> many = conversations(3);
    many.forEach(this::bulk);
    scene().store.accept(texts(OTHER_ORGANIZATION, ITS_NUMBER, 20), Room.NONE);

    assertThat(scene().store.claim(10).stream().map(Claim::conversation)).containsAll(many);
  }

  @Test
  default void anotherOrganisationsMessageIsAmongTheFirstToGo() {
    leaveToSend(BOT, NUMBER, 1_000);
    leaveToSend(OTHER_ORGANIZATION, ITS_NUMBER, 1);

    List<Sending> first = scene().store.claimSendings(10);

    assertThat(first).hasSize(10);
    assertThat(first.stream().map(Sending::from)).contains(ITS_NUMBER);
  }

  @Test
  default void organisationsSendByTurns() {
    leaveToSend(BOT, NUMBER, 200);
    leaveToSend(OTHER_ORGANIZATION, ITS_NUMBER, 20);
    List<Sending> sent = new ArrayList<>();
    while (sent.size() < 60) {
      List<Sending> lent = scene().store.claimSendings(10);
      lent.forEach(scene()::accepted);
      sent.addAll(lent);
    }

    assertThat(sent.stream().filter(sending -> sending.from().equals(ITS_NUMBER))).hasSize(20);
  }

  /** Messages that wait to be sent, one to each of so many customers. */
  private void leaveToSend(BotRef bot, ChannelAddress number, int messages) {
    scene().store.accept(texts(bot, number, messages), Room.NONE);
    List<Sending> lent = new ArrayList<>();
    while (lent.size() < messages) {
      for (Claim claim : scene().store.claim(64)) {
        lent.addAll(scene().commit(claim, turn(claim, "answer")));
      }
    }
    scene().store.release(lent);
  }

  private List<Arrival> texts(BotRef bot, ChannelAddress number, int customers) {
    return IntStream.range(0, customers)
        .mapToObj(i -> arrival(bot, number, user(i), scene().message("hello", scene().store.now())))
        .toList();
  }

  /** Conversations that have nothing to do. */
  private List<UUID> conversations(int customers) {
    return IntStream.range(0, customers)
        .mapToObj(
            i -> {
              scene().says(user(i), "hello");
              Claim claim = scene().claim();
              scene().commit(claim, turn(claim, new String[0]));
              return claim.conversation();
            })
        .toList();
  }

  private void bulk(UUID conversation) {
    signal(conversation, NEWS, Priority.BULK);
  }

  private void signal(UUID conversation, Input input, Priority priority) {
    assertThat(scene().store.signal(BOT.organization(), conversation, input, priority)).isTrue();
  }

  private Claim next() {
    List<Claim> claims = scene().store.claim(1);
    assertThat(claims).as("conversations with something to do").hasSize(1);
    return claims.get(0);
  }

  private static ChannelUser user(int number) {
    return ChannelUser.ofPhone("49170" + number);
  }
}
