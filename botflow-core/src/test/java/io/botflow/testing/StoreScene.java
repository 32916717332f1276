package io.botflow.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.conversation.Input;
import io.botflow.conversation.Owner;
import io.botflow.conversation.Session;
import io.botflow.conversation.Turn;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelProblem;
import io.botflow.message.ChannelUser;
import io.botflow.message.DeliveryStatus;
import io.botflow.message.InboundMessage;
import io.botflow.message.MessageContent;
import io.botflow.message.OutboundMessage;
import io.botflow.spi.Arrival;
import io.botflow.spi.BotRef;
import io.botflow.spi.Claim;
import io.botflow.spi.Commit;
import io.botflow.spi.SendResult;
import io.botflow.spi.Sending;
import io.botflow.spi.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A store with bots, customers and short words for what the contract's tests do with it. */
public final class StoreScene {
  static final ChannelAddress NUMBER = new ChannelAddress("whatsapp", "1001");
  static final ChannelAddress OTHER_NUMBER = new ChannelAddress("whatsapp", "1002");
  static final BotRef BOT = new BotRef(uuid(1), uuid(2), uuid(3));
  static final BotRef OTHER_BOT = new BotRef(uuid(1), uuid(2), uuid(4));
  static final BotRef OTHER_ORGANIZATION = new BotRef(uuid(11), uuid(12), uuid(13));
  static final ChannelAddress ITS_NUMBER = new ChannelAddress("whatsapp", "2001");
  static final ChannelUser ANNA = ChannelUser.ofPhone("491700000001");
  static final ChannelUser BEN = ChannelUser.ofPhone("491700000002");
  static final ChannelProblem BUSY = new ChannelProblem("130429", "Rate limit hit", null);
  static final SendResult REFUSED =
      new SendResult.Rejected(
          new ChannelProblem("131026", "Undeliverable", null), SendResult.Scope.MESSAGE);
  static final SendResult UNKNOWN = new SendResult.Unknown("connection reset");

  private static final AtomicLong MESSAGE_IDS = new AtomicLong();

  final Store store;

  StoreScene(Store store) {
    this.store = store;
  }

  private static UUID uuid(long number) {
    return new UUID(0x8000L, 0x8000_0000_0000_0000L | number);
  }

  // What customers do.

  static Arrival arrival(
      BotRef bot, ChannelAddress number, ChannelUser from, InboundMessage message) {
    return new Arrival(bot, new ChannelEvent.Received(number, from, message));
  }

  InboundMessage message(String text, Instant sentAt) {
    return new InboundMessage(
        "in-" + MESSAGE_IDS.incrementAndGet(), new MessageContent.Text(text), sentAt);
  }

  /** A text, sent now. */
  Arrival text(ChannelUser from, String text) {
    return arrival(BOT, NUMBER, from, message(text, store.now()));
  }

  /** A tap on a button, sent now. */
  Arrival tap(ChannelUser from, String title) {
    return arrival(
        BOT,
        NUMBER,
        from,
        new InboundMessage(
            "in-" + MESSAGE_IDS.incrementAndGet(),
            new MessageContent.Tap(title, title),
            store.now()));
  }

  List<Boolean> accept(Arrival... arrivals) {
    return store.accept(List.of(arrivals));
  }

  /** The customer writes. */
  void says(ChannelUser from, String... texts) {
    for (String text : texts) {
      assertThat(accept(text(from, text))).containsExactly(true);
    }
  }

  // What workers do.

  /** The one conversation that has something to do. */
  Claim claim() {
    List<Claim> claims = store.claim(10);
    assertThat(claims).as("conversations with something to do").hasSize(1);
    return claims.get(0);
  }

  void nothingToDo() {
    assertThat(store.claim(10)).as("conversations with something to do").isEmpty();
  }

  static List<String> heard(Claim claim) {
    assertThat(claim.input()).isInstanceOf(Input.Messages.class);
    return ((Input.Messages) claim.input()).messages().stream().map(InboundMessage::text).toList();
  }

  /** A turn that says something and waits for the customer. */
  static Turn turn(Claim claim, String... replies) {
    return turn(claim, null, Duration.ZERO, false, replies);
  }

  static Turn turn(
      Claim claim,
      @Nullable Instant wakeAt,
      Duration joinWindow,
      boolean supersedable,
      String... replies) {
    return new Turn(
        waiting(claim, wakeAt),
        claim.contact(),
        List.of(),
        Arrays.stream(replies).map(StoreScene::outbound).toList(),
        Owner.BOT,
        joinWindow,
        supersedable);
  }

  static Turn turn(Claim claim, OutboundMessage... messages) {
    return new Turn(
        waiting(claim, null),
        claim.contact(),
        List.of(),
        List.of(messages),
        Owner.BOT,
        Duration.ZERO,
        false);
  }

  static Session waiting(Claim claim, @Nullable Instant wakeAt) {
    Session before = claim.session();
    return new Session(
        Session.Status.WAITING,
        before.frames(),
        0,
        before.memo(),
        before.memory(),
        wakeAt,
        null,
        before.turns() + 1);
  }

  static OutboundMessage outbound(String text) {
    return new OutboundMessage(new MessageContent.Text(text));
  }

  static OutboundMessage onceOnly(String text) {
    return new OutboundMessage(
        new MessageContent.Text(text), null, Duration.ZERO, OutboundMessage.Resend.NEVER);
  }

  static OutboundMessage delayed(String text, Duration delay) {
    return new OutboundMessage(
        new MessageContent.Text(text), null, delay, OutboundMessage.Resend.AFTER_DOUBT);
  }

  /** Commits a turn with these answers; the message that may go at once. */
  Sending answer(Claim claim, String... replies) {
    return only(commit(claim, turn(claim, replies)));
  }

  /** The customer writes, and a turn answers; the message that may go at once. */
  Sending exchange(ChannelUser from, String... replies) {
    says(from, "hello");
    return answer(claim(), replies);
  }

  List<Sending> commit(Claim claim, Turn turn) {
    Commit commit = store.commit(claim, turn);
    assertThat(commit).isInstanceOf(Commit.Committed.class);
    return ((Commit.Committed) commit).sendings();
  }

  // What senders do.

  static Sending only(List<Sending> sendings) {
    assertThat(sendings).as("messages that may go").hasSize(1);
    return sendings.get(0);
  }

  Sending claimSending() {
    return only(store.claimSendings(10));
  }

  void nothingToSend() {
    assertThat(store.claimSendings(10)).as("messages that may go").isEmpty();
  }

  List<Sending> accepted(Sending sending) {
    return store.settle(sending, new SendResult.Accepted(nameOf(sending)));
  }

  /** What the channel calls a message. */
  static String nameOf(Sending sending) {
    return "out-" + sending.id();
  }

  static String textOf(Sending sending) {
    return ((MessageContent.Text) sending.message().content()).body();
  }

  /** The channel reports a status, with our reference where it has one. */
  void status(Sending sending, DeliveryStatus status, boolean withReference) {
    accept(
        new Arrival(
            BOT,
            new ChannelEvent.StatusChanged(
                NUMBER,
                nameOf(sending),
                withReference ? sending.id().toString() : null,
                status,
                store.now(),
                null,
                null,
                status == DeliveryStatus.FAILED ? List.of(BUSY) : List.of())));
  }

  static Set<String> names(List<Claim> claims) {
    return Set.copyOf(claims.stream().map(claim -> claim.contact().user().key()).toList());
  }
}
