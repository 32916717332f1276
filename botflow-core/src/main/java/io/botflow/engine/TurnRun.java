package io.botflow.engine;

import io.botflow.conversation.Frame;
import io.botflow.conversation.Input;
import io.botflow.conversation.Owner;
import io.botflow.conversation.Session.Status;
import io.botflow.conversation.Turn;
import io.botflow.conversation.Variables;
import io.botflow.event.Event;
import io.botflow.flow.Settings;
import io.botflow.message.Consent;
import io.botflow.message.InboundMessage;
import io.botflow.message.MessageContent;
import io.botflow.message.OutboundMessage;
import io.botflow.node.Outcome;
import io.botflow.node.Phrases;
import io.botflow.node.Port;
import io.botflow.node.Resumption;
import io.botflow.node.TriggerNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One turn, from what came in to where the conversation stands next. */
final class TurnRun {
  private final TurnState state;
  private final Standing standing;
  private final CompiledFlow current;
  private final FlowLibrary library;
  private int steps;

  TurnRun(TurnState state, CompiledFlow current, FlowLibrary library) {
    this.state = state;
    this.standing = state.standing();
    this.current = current;
    this.library = library;
  }

  Turn run(Input input) {
    switch (input) {
      case Input.Messages messages -> heard(messages.messages());
      case Input.TimeUp ignored -> timeUp();
      case Input.Signal signal -> signalled(signal);
      case Input.TakeOver takeOver -> {
        state.record(new Event.TakenOver(takeOver.by()));
        leaveTo(Owner.PERSON);
      }
      case Input.ToQueue toQueue -> {
        state.record(new Event.Queued(toQueue.by()));
        leaveTo(Owner.QUEUE);
      }
      case Input.GiveBack giveBack -> givenBack(giveBack);
      case Input.Resolve resolve -> {
        state.record(new Event.GivenBack(resolve.by()));
        state.owner(Owner.BOT);
        end(null, true);
      }
    }
    return state.turn();
  }

  private void heard(List<InboundMessage> messages) {
    state.hear(messages);
    Resumption.Answer answer = state.answer();
    String text = answer.text();
    if (optedOutOrIn(text)) {
      return;
    }
    if (state.owner() != Owner.BOT || answer.isReaction()) {
      return;
    }
    if (standing.status() == Status.WAITING) {
      if (!answer.tapped() && interrupted()) {
        return;
      }
      resume(answer);
      return;
    }
    standing.flow(current);
    Entry entry = trigger(current, false);
    if (entry == null) {
      state.fail("no_trigger", "no trigger takes this message");
      fallback();
      return;
    }
    begin(current, entry, Variables.empty());
  }

  /**
   * Whether a trigger of the conversation's own flow takes it over, also from within another flow.
   * A tap never does: its title may well contain a keyword, and is meant for the node that showed
   * it.
   */
  private boolean interrupted() {
    Frame outermost = standing.outermost();
    CompiledFlow flow =
        outermost == null
            ? state.flow()
            : library.version(state.facts().bot().organization(), outermost.version());
    if (flow == null || !flow.interruptible()) {
      return false;
    }
    Entry interrupt = trigger(flow, true);
    if (interrupt == null) {
      return false;
    }
    state.record(new Event.Interrupted(standing.node(), interrupt.step().id()));
    begin(flow, interrupt, outermost == null ? standing.variables() : outermost.variables());
    return true;
  }

  private boolean optedOutOrIn(String text) {
    OptOut words = state.flow().optOut();
    String language = state.contact().language();
    boolean out = words.says(text, language);
    if (!out && !(state.contact().optedOut() && words.saysAgain(text, language))) {
      return false;
    }
    InboundMessage said = state.answer().last();
    state.consent(
        new Consent(
            out ? Consent.Kind.WITHDRAWN : Consent.Kind.RESUMED,
            said.sentAt(),
            Consent.Source.WORD,
            "The customer wrote \"" + text + "\" (message " + said.id() + ")."));
    Phrases phrases = Phrases.of(state.language());
    state.say(
        new MessageContent.Text(
            phrases.get(out ? Phrases.Phrase.OPTED_OUT : Phrases.Phrase.OPTED_IN)));
    if (state.owner() == Owner.BOT) {
      end(null, false);
    }
    return true;
  }

  /** The first trigger, in the order of the flow, that takes this turn's messages. */
  private @Nullable Entry trigger(CompiledFlow flow, boolean interrupting) {
    String text = state.said();
    for (Entry entry : flow.entries()) {
      TriggerNode.Config config = entry.config();
      if (interrupting && !config.interrupt()) {
        continue;
      }
      boolean takes =
          switch (config.on()) {
            case CONVERSATION_START, ANY_MESSAGE -> true;
            case KEYWORD -> config.hears(text);
            case INTENT -> state.meansOneOf(config.intents());
            case REFERRAL -> state.answer().comesFrom(config.sources());
            case API -> false;
          };
      if (takes) {
        return entry;
      }
    }
    return null;
  }

  private void begin(CompiledFlow flow, Entry entry, Variables variables) {
    standing.begin(flow, variables);
    state.record(new Event.Started(flow.id(), flow.version(), entry.step().id()));
    go(entry.step());
  }

  private void timeUp() {
    if (state.owner() != Owner.BOT
        && standing.status() != Status.HANDED_OFF
        && standing.wakesBy(state.now())) {
      // The time that people have for what they took over.
      standing.stopClocks();
      givenBack(new Input.GiveBack("timer", null));
      return;
    }
    if (!standing.running()) {
      return;
    }
    if (standing.wakesBy(state.now())) {
      String node = standing.node();
      state.record(new Event.TimedOut(node));
      if (standing.status() == Status.HANDED_OFF) {
        state.owner(Owner.BOT);
        state.record(new Event.GivenBack("timer"));
      }
      if (state.owner() == Owner.BOT) {
        resume(new Resumption.TimeUp());
      }
    } else if (standing.inactiveBy(state.now())) {
      state.record(new Event.TimedOut(null));
      end(null, false);
    }
  }

  private void signalled(Input.Signal signal) {
    if (state.owner() != Owner.BOT) {
      return;
    }
    if (standing.status() == Status.WAITING) {
      resume(new Resumption.Signal(signal.name(), signal.data()));
      return;
    }
    standing.flow(current);
    for (Entry entry : current.entries()) {
      if (entry.config().on() == TriggerNode.On.API
          && signal.name().equals(entry.config().event())) {
        Variables variables = Variables.empty();
        for (Map.Entry<String, Object> value : signal.data().entrySet()) {
          variables = variables.with(value.getKey(), value.getValue());
        }
        begin(current, entry, variables);
        return;
      }
    }
  }

  private void leaveTo(Owner owner) {
    state.owner(owner);
    standing.stopClocks();
  }

  private void givenBack(Input.GiveBack giveBack) {
    if (state.owner() == Owner.BOT) {
      return;
    }
    state.owner(Owner.BOT);
    state.record(new Event.GivenBack(giveBack.by()));
    Step<?> chosen = giveBack.node() == null ? null : state.flow().step(giveBack.node());
    if (chosen != null) {
      if (!standing.running()) {
        standing.begin(state.flow(), Variables.empty());
      }
      go(chosen);
    } else if (standing.running()) {
      resume(new Resumption.GivenBack(giveBack.by()));
    }
  }

  /** Goes on at the waiting node; where a new version no longer has it, the fallback answers. */
  private void resume(Resumption why) {
    Step<?> step = state.flow().step(standing.node());
    if (step == null) {
      state.fail("node_gone", "the flow no longer has the node \"" + standing.node() + "\"");
      fallback();
      return;
    }
    Outcome outcome = resumed(step, why);
    if (state.saidTooMuch()) {
      fallback();
      return;
    }
    go(follow(step, outcome));
  }

  private void go(@Nullable Step<?> first) {
    Step<?> step = first;
    while (step != null) {
      if (++steps > state.limitsOfTurn().steps()) {
        state.fail(
            "too_many_steps",
            "the turn entered more than "
                + state.limitsOfTurn().steps()
                + " nodes without waiting");
        fallback();
        return;
      }
      state.enter(step);
      Outcome outcome = entered(step);
      if (state.saidTooMuch()) {
        fallback();
        return;
      }
      step = follow(step, outcome);
    }
  }

  /** A partner's node type may break its promise; the customer still gets an answer. */
  private Outcome entered(Step<?> step) {
    try {
      return step.enter(state.language(), state);
    } catch (RuntimeException | StackOverflowError e) {
      return broken(e);
    }
  }

  private Outcome resumed(Step<?> step, Resumption why) {
    try {
      return step.resume(state.language(), state, why);
    } catch (RuntimeException | StackOverflowError e) {
      return broken(e);
    }
  }

  private static Outcome broken(Throwable problem) {
    if (problem instanceof io.botflow.spi.StoreUnavailable unavailable) {
      throw unavailable;
    }
    return new Outcome.Fail("node_broken", problem.toString());
  }

  /** Where an outcome leads; null where the turn is over. */
  private @Nullable Step<?> follow(Step<?> step, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Leave leave -> leave(step, leave);
      case Outcome.Await await -> {
        state.await(step, await);
        yield null;
      }
      case Outcome.Call call -> call(step, call);
      case Outcome.HandOff handOff -> {
        state.handOff(step, handOff);
        yield null;
      }
      case Outcome.End end -> end(step.id(), end.resolved());
      case Outcome.Fail fail -> {
        state.fail(fail.code(), fail.text());
        if (step.target(Port.ERROR) != null) {
          yield leave(step, new Outcome.Leave(Port.ERROR));
        }
        fallback();
        yield null;
      }
    };
  }

  private @Nullable Step<?> leave(Step<?> step, Outcome.Leave leave) {
    String port = leave.port();
    Step<?> target = step.target(port);
    if (target == null && leave.otherwise() != null) {
      port = leave.otherwise();
      target = step.target(port);
    }
    state.record(new Event.Left(step.id(), port));
    if (target == null && step.needsFallback(port)) {
      state.fail("port_unwired", "nothing is drawn at \"" + port + "\"");
      fallback();
      return null;
    }
    return target == null ? end(step.id(), false) : target;
  }

  private @Nullable Step<?> call(Step<?> step, Outcome.Call call) {
    CompiledFlow flow = library.flow(state.facts().bot().organization(), call.flow());
    if (flow == null || flow.entries().isEmpty() || standing.depth() >= MAX_DEPTH) {
      String why =
          flow == null ? "no flow \"" + call.flow() + "\" is published" : "flows call too deeply";
      return follow(step, new Outcome.Fail("flow_unavailable", why));
    }
    Variables inputs = Variables.of(call.inputs());
    state.record(new Event.FlowEntered(step.id(), flow.id(), flow.version()));
    standing.push(step, flow, inputs);
    return flow.entries().get(0).step();
  }

  /** Flows that call flows: deeper than anybody draws, so it is a flow that calls itself. */
  private static final int MAX_DEPTH = 10;

  /** Ends this flow: back into the one that called it, or the whole session. */
  private @Nullable Step<?> end(@Nullable String node, boolean resolved) {
    Frame caller = node == null ? null : standing.caller();
    if (caller == null) {
      state.end(node, resolved);
      return null;
    }
    Map<String, Object> results = standing.variables().asMap();
    CompiledFlow flow = library.version(state.facts().bot().organization(), caller.version());
    state.record(new Event.FlowLeft(state.flow().id()));
    Step<?> step = flow == null ? null : flow.step(caller.node());
    if (flow == null || step == null) {
      state.fail("node_gone", "the calling flow no longer has \"" + caller.node() + "\"");
      fallback();
      return null;
    }
    standing.pop(flow, step);
    return follow(step, resumed(step, new Resumption.Returned(results)));
  }

  /** Never silence: an answer, and a person or a fresh start. */
  private void fallback() {
    Settings settings = state.flow().settings();
    Phrases phrases = Phrases.of(state.language());
    boolean person = settings.fallback() == Settings.Fallback.HUMAN_HANDOFF;
    String own = settings.fallbackText();
    state.sayStill(
        new OutboundMessage(
            new MessageContent.Text(
                own != null
                    ? own
                    : phrases.get(person ? Phrases.Phrase.FAILED_PERSON : Phrases.Phrase.FAILED))));
    switch (settings.fallback()) {
      case HUMAN_HANDOFF -> state.handOffForGood();
      case MESSAGE, RESTART -> state.end(null, false);
    }
  }
}
