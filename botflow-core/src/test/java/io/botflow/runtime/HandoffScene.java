package io.botflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.conversation.Input;
import io.botflow.conversation.Owner;
import io.botflow.conversation.Session;
import io.botflow.conversation.Turn;
import io.botflow.engine.FlowEngine;
import io.botflow.engine.Services;
import io.botflow.engine.TurnLimits;
import io.botflow.flow.FlowReader;
import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelUser;
import io.botflow.message.InboundMessage;
import io.botflow.message.MessageContent;
import io.botflow.message.OutboundMessage;
import io.botflow.node.NodeTypes;
import io.botflow.spi.Arrival;
import io.botflow.spi.BotRef;
import io.botflow.spi.Claim;
import io.botflow.spi.Commit;
import io.botflow.spi.Intervened;
import io.botflow.spi.Intervention;
import io.botflow.spi.Journal;
import io.botflow.spi.Priority;
import io.botflow.spi.Room;
import io.botflow.spi.SendResult;
import io.botflow.spi.Sending;
import io.botflow.spi.Store;
import io.botflow.testing.RecordingChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A conversation that a bot and people share, moved on step by step by a test: a real store, real
 * turns of a real flow. A turn is two steps, between which anything may happen. Each step checks
 * that only who owns the conversation speaks.
 */
public final class HandoffScene {
  /** What may happen. */
  public enum Step {
    HELLO,
    WANTS_A_PERSON,
    TURN_BEGINS,
    TURN_ENDS,
    REPLY,
    TAKE_OVER,
    GIVE_BACK,
    QUEUE,
    TIMER,
    AGENT_LEAVES,
    ECHO
  }

  private static final ChannelUser CUSTOMER = ChannelUser.ofPhone("491700000001");

  private static final Duration HOUR = Duration.ofHours(1);

  private static final FlowsInMemory FLOWS =
      new FlowsInMemory(
          List.of(
              FlowReader.read(
                      """
                      {"botflow": 1, "id": "desk", "name": "Desk", "language": "en",
                       "nodes": [
                        {"id": "start", "type": "trigger", "data": {"config": {"on": "any_message"}}},
                        {"id": "person", "type": "trigger", "data": {"config": {
                          "on": "keyword", "keywords": ["person"], "interrupt": true}}},
                        {"id": "ask", "type": "question", "data": {"config": {
                          "text": "bot: ask", "variable": "said", "input": {"type": "text"}}}},
                        {"id": "desk", "type": "handoff", "data": {"config": {
                          "note": "bot: wait", "returnAfter": "PT1H"}}},
                        {"id": "back", "type": "message", "data": {"config": {"text": "bot: back"}}}],
                       "edges": [
                        {"id": "e1", "source": "start", "sourceHandle": "next", "target": "ask"},
                        {"id": "e2", "source": "ask", "sourceHandle": "next", "target": "ask"},
                        {"id": "e3", "source": "person", "sourceHandle": "next", "target": "desk"},
                        {"id": "e4", "source": "desk", "sourceHandle": "returned", "target": "back"},
                        {"id": "e5", "source": "back", "sourceHandle": "next", "target": "ask"}]}
                      """)
                  .clean()
                  .orElseThrow()));

  private static final Turns TURNS = turns();

  private final BotRef bot = Objects.requireNonNull(FLOWS.route(RecordingChannel.ADDRESS));
  private final Store store;
  private final Consumer<Duration> clock;
  private final List<String> said = new ArrayList<>();
  private @Nullable UUID conversation;
  private @Nullable Claim claim;
  private @Nullable Turn turn;

  /** Who answers, as the last committed step left it. */
  private Owner owner = Owner.BOT;

  private Session session = Session.FRESH;
  private boolean touched;
  private boolean leaseOver;
  private int messages;
  private int replies;

  /** The inputs that wait, as far as they matter: m for a message, g for giving back. */
  private final StringBuilder waiting = new StringBuilder();

  /** A customer who has written once, and was answered. */
  public HandoffScene(Store store, Consumer<Duration> clock) {
    this.store = store;
    this.clock = clock;
    take(Step.HELLO);
    take(Step.TURN_BEGINS);
    take(Step.TURN_ENDS);
  }

  private static Turns turns() {
    RecordingChannel channel = new RecordingChannel();
    CompiledFlows compiled = new CompiledFlows(FLOWS, NodeTypes.standard(), channel.limits(), 8);
    Services nothingOutside = Services.NONE;
    return new FlowTurns(
        FLOWS,
        compiled,
        new FlowEngine(nothingOutside, compiled, TurnLimits.DEFAULT),
        new Channels(List.of(channel)));
  }

  /** Does a step, where it can be done. */
  public void take(Step step) {
    switch (step) {
      case HELLO -> says("hello");
      case WANTS_A_PERSON -> says("person");
      case TURN_BEGINS -> begin();
      case TURN_ENDS -> end();
      case REPLY ->
          intervene(
              new Intervention(
                  Owner.PERSON, "Clara", null, List.of(text("person: " + ++replies)), HOUR));
      case TAKE_OVER -> intervene(Intervention.takeOver("Clara"));
      case GIVE_BACK -> {
        signal(new Input.GiveBack("Clara", null));
        waiting.append('g');
      }
      case QUEUE -> intervene(Intervention.toQueue("Clara"));
      case TIMER -> {
        clock.accept(HOUR);
        leaseOver = true;
      }
      case AGENT_LEAVES -> {
        if (owner == Owner.PERSON) {
          intervene(Intervention.toQueue("Clara left"));
        }
      }
      case ECHO -> echo();
    }
    send();
  }

  private static OutboundMessage text(String text) {
    return new OutboundMessage(new MessageContent.Text(text));
  }

  private InboundMessage inbound(String text) {
    return new InboundMessage("in-" + ++messages, new MessageContent.Text(text), store.now());
  }

  private void says(String text) {
    assertThat(
            store
                .accept(
                    List.of(
                        new Arrival(
                            bot,
                            new ChannelEvent.Received(
                                RecordingChannel.ADDRESS, CUSTOMER, inbound(text)))),
                    Room.NONE)
                .fresh())
        .containsExactly(true);
    waiting.append(text.charAt(0));
  }

  private void echo() {
    store.accept(
        List.of(
            new Arrival(
                bot,
                new ChannelEvent.Echoed(RecordingChannel.ADDRESS, CUSTOMER, inbound("phone")))),
        Room.NONE);
    said.add("person: phone");
    interrupted(Owner.PERSON, null);
  }

  private void signal(Input input) {
    if (conversation != null) {
      assertThat(store.signal(bot.organization(), conversation, input, Priority.LIVE)).isTrue();
    }
  }

  private void intervene(Intervention what) {
    Intervened done =
        Objects.requireNonNull(
            store.intervene(bot.organization(), Objects.requireNonNull(conversation), what));
    assertThat(done.before()).as("who answered before").isEqualTo(owner);
    Duration time = what.returnAfter();
    interrupted(what.owner(), time == null ? null : store.now().plus(time));
  }

  private void interrupted(Owner next, @Nullable Instant returnsAt) {
    touched = true;
    owner = next;
    session = session.interrupted(returnsAt);
    // A person's last word counts: what was to be given back before is not.
    int place = waiting.indexOf("g");
    while (place >= 0) {
      waiting.deleteCharAt(place);
      place = waiting.indexOf("g");
    }
  }

  private void begin() {
    if (claim != null) {
      return;
    }
    List<Claim> claims = store.claim(1);
    if (claims.isEmpty()) {
      return;
    }
    claim = claims.get(0);
    conversation = claim.conversation();
    touched = false;
    leaseOver = false;
    assertThat(claim.owner()).as("the owner that a turn is lent with").isEqualTo(owner);
    turn = TURNS.of(claim, Journal.NONE);
  }

  private void end() {
    if (claim == null || turn == null) {
      return;
    }
    Claim ended = claim;
    Turn decided = turn;
    claim = null;
    turn = null;
    Commit commit = store.commit(ended, decided);
    if (touched) {
      assertThat(commit).as("a person was faster").isInstanceOf(Commit.Fenced.class);
      return;
    }
    if (leaseOver && commit instanceof Commit.Fenced) {
      return;
    }
    assertThat(commit).isInstanceOf(Commit.Committed.class);
    boolean returns =
        ended.input() instanceof Input.GiveBack || ended.input() instanceof Input.TimeUp;
    if (owner != Owner.BOT && !returns) {
      assertThat(decided.messages()).as("the bot speaks where it does not own").isEmpty();
      assertThat(decided.owner()).as("the bot takes nothing by itself").isEqualTo(owner);
    }
    owner = decided.owner();
    session = decided.session();
    if (ended.input() instanceof Input.Messages heard) {
      heard.messages().forEach(message -> said.add("customer: " + owner));
      waiting.delete(0, heard.messages().size());
    } else if (ended.input() instanceof Input.GiveBack) {
      waiting.deleteCharAt(0);
    }
    ((Commit.Committed) commit).sendings().forEach(this::send);
  }

  private void send() {
    for (Sending sending : store.claimSendings(10)) {
      send(sending);
    }
  }

  /** Whoever speaks is sent at once, so that nothing of an earlier owner is left over. */
  private void send(Sending first) {
    for (List<Sending> next = List.of(first); !next.isEmpty(); ) {
      Sending sending = next.get(0);
      String text = ((MessageContent.Text) sending.message().content()).body();
      if (text.startsWith("person")) {
        assertThat(owner).as("a person speaks and owns").isEqualTo(Owner.PERSON);
      }
      said.add(text);
      next = store.settle(sending, new SendResult.Accepted("out-" + sending.id()));
    }
  }

  /** Does all that there is to do, and looks whether the customer's last word is somebody's. */
  public void settle() {
    end();
    send();
    for (begin(); claim != null; begin()) {
      end();
      send();
    }
    assertThat(said.stream().filter(line -> line.startsWith("person: ") && !line.endsWith("phone")))
        .as("what people said is said once: %s", said)
        .hasSize(replies)
        .doesNotHaveDuplicates();
    assertThat(waiting).as("what waits").isEmpty();
    if (owner == Owner.BOT) {
      assertThat(said.get(said.size() - 1))
          .as("the bot owns it, so the last word is not the customer's: %s", said)
          .doesNotStartWith("customer");
      assertThat(session.status()).isEqualTo(Session.Status.WAITING);
    }
  }

  /**
   * All that what comes next depends on: two orders that lead to the same need be followed once.
   */
  public String state() {
    Instant now = store.now();
    Instant due = session.dueAt();
    return String.join(
        " ",
        owner.name(),
        session.status().name(),
        session.current() == null ? "" : session.current().node(),
        due == null ? "" : due.isAfter(now) ? Duration.between(now, due).toString() : "due",
        waiting,
        claim == null
            ? ""
            : claim.input().getClass().getSimpleName()
                + claim.owner()
                + (claim.input() instanceof Input.Messages heard ? heard.messages().size() : 0)
                + claim.attempt()
                + touched
                + leaseOver,
        said.isEmpty() ? "" : said.get(said.size() - 1));
  }
}
