package io.botflow.testing;

import io.botflow.conversation.Contact;
import io.botflow.conversation.Frame;
import io.botflow.conversation.Input;
import io.botflow.conversation.Owner;
import io.botflow.conversation.Session;
import io.botflow.conversation.Turn;
import io.botflow.engine.FlowEngine;
import io.botflow.engine.Services;
import io.botflow.engine.TurnFacts;
import io.botflow.engine.TurnLimits;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelLimits;
import io.botflow.message.ChannelUser;
import io.botflow.message.InboundMessage;
import io.botflow.message.MessageContent;
import io.botflow.message.Referral;
import io.botflow.spi.BotRef;
import io.botflow.spi.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One conversation with the bare engine: no store, no channel, and a clock that only moves when it
 * is told to. What it does depends on nothing but what it is given. Used by one thread.
 */
public final class SimulatedConversation {
  /** The time at which it begins where nobody says otherwise: a Monday morning. */
  public static final Instant BEGINNING = Instant.parse("2026-01-05T09:00:00Z");

  /** Who talks where nobody says otherwise. */
  public static final Contact SOMEBODY =
      Contact.of(new UUID(0, 6), new ChannelUser(null, "15550100001", "Alex", null));

  /** A flow that wakes itself more often than this while the clock moves once does so for ever. */
  private static final int MOST_ALARMS = 1_000;

  private static final BotRef BOT = new BotRef(new UUID(0, 1), new UUID(0, 2), new UUID(0, 3));
  private static final ChannelAddress ADDRESS = new ChannelAddress("simulated", "1");
  private static final UUID CONVERSATION = new UUID(0, 4);

  private final FlowSet flows;
  private final FlowEngine engine;
  private final ChannelLimits limits;
  private State state;

  /** A conversation that has not begun. */
  public SimulatedConversation(
      FlowSet flows, Services services, ChannelLimits limits, Contact contact, Instant now) {
    this.flows = Objects.requireNonNull(flows, "flows");
    this.engine = new FlowEngine(services, flows, TurnLimits.DEFAULT);
    this.limits = limits;
    this.state = new State(Session.FRESH, contact, Owner.BOT, now, 0);
  }

  /** A conversation of somebody on a messenger that has not begun. */
  public SimulatedConversation(FlowSet flows, Services services) {
    this(flows, services, ChannelLimits.MESSENGER, SOMEBODY, BEGINNING);
  }

  /**
   * Everything that the next turn depends on, so that a conversation can go back to where it stood.
   *
   * @param inputs how many messages came so far
   */
  public record State(Session session, Contact contact, Owner owner, Instant now, long inputs) {}

  /** Where it stands. */
  public State state() {
    return state;
  }

  /** Puts it back to where it stood; what was said meanwhile is forgotten by the bot. */
  public void restore(State earlier) {
    state = Objects.requireNonNull(earlier, "earlier");
  }

  /** The flows that it is in, outermost first; the main one alone where it is in none. */
  public List<String> path() {
    List<Frame> frames = state.session().frames();
    return frames.isEmpty()
        ? List.of(flows.main().id())
        : frames.stream().map(Frame::flow).toList();
  }

  /** The flows that it runs. */
  public FlowSet flows() {
    return flows;
  }

  /** A variable of the flow that it is in, else the contact's; null where it is empty. */
  public @Nullable Object variable(String name) {
    Frame frame = state.session().current();
    Object value = frame == null ? null : frame.variables().get(name);
    return value == null ? state.contact().fields().get(name) : value;
  }

  /** The customer writes; several texts are one burst and so one turn. */
  public Turn says(List<String> texts) {
    return sends(texts.stream().<MessageContent>map(MessageContent.Text::new).toList(), null);
  }

  /** The customer sends messages of one burst, the first perhaps from an advertisement. */
  public Turn sends(List<? extends MessageContent> contents, @Nullable Referral referral) {
    List<InboundMessage> messages = new ArrayList<>();
    long number = state.inputs();
    for (MessageContent content : contents) {
      messages.add(
          new InboundMessage(
              "in-" + ++number,
              content,
              state.now(),
              null,
              messages.isEmpty() ? referral : null,
              null,
              null));
    }
    state = new State(state.session(), state.contact(), state.owner(), state.now(), number);
    return turn(new Input.Messages(messages));
  }

  /** Runs a turn of any other kind. */
  public Turn turn(Input input) {
    Turn turn =
        engine.turn(
            flows.main(),
            state.session(),
            input,
            new TurnFacts(
                BOT,
                ADDRESS,
                limits,
                CONVERSATION,
                new UUID(5, state.session().turns()),
                state.contact(),
                state.owner(),
                state.now(),
                Journal.NONE));
    state = new State(turn.session(), turn.contact(), turn.owner(), state.now(), state.inputs());
    return turn;
  }

  /**
   * Moves the clock, stopping at each moment at which the conversation asked to be woken.
   *
   * @return the turns that this made, in order
   * @throws IllegalArgumentException where the duration is negative
   * @throws IllegalStateException where the flow wakes itself without end
   */
  public List<Turn> advance(Duration by) {
    List<Turn> turns = new ArrayList<>();
    advance(by, (flows, turn) -> turns.add(turn));
    return turns;
  }

  /** The same; each turn is told with the flows that the conversation was in before it. */
  void advance(Duration by, BiConsumer<List<String>, Turn> each) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("time only goes forward, not by " + by);
    }
    Instant until = state.now().plus(by);
    Instant due = state.session().dueAt();
    for (int alarms = 0; due != null && !due.isAfter(until); alarms++) {
      if (alarms == MOST_ALARMS) {
        throw new IllegalStateException(
            "the conversation woke itself " + MOST_ALARMS + " times before " + until);
      }
      moveTo(due.isAfter(state.now()) ? due : state.now());
      List<String> flows = path();
      each.accept(flows, turn(new Input.TimeUp()));
      Instant next = state.session().dueAt();
      due = due.equals(next) ? null : next;
    }
    moveTo(until);
  }

  private void moveTo(Instant now) {
    state = new State(state.session(), state.contact(), state.owner(), now, state.inputs());
  }
}
