package io.botflow.runtime;

import io.botflow.conversation.Frame;
import io.botflow.conversation.Input;
import io.botflow.conversation.Owner;
import io.botflow.conversation.Session;
import io.botflow.conversation.Turn;
import io.botflow.engine.CompiledFlow;
import io.botflow.engine.FlowEngine;
import io.botflow.engine.TurnFacts;
import io.botflow.event.Event;
import io.botflow.spi.BotRef;
import io.botflow.spi.Claim;
import io.botflow.spi.FlowSource;
import io.botflow.spi.FlowVersion;
import io.botflow.spi.Journal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns of the flow that a conversation's bot runs. Thread-safe. */
final class FlowTurns implements Turns {
  private final FlowSource source;
  private final CompiledFlows flows;
  private final FlowEngine engine;
  private final Channels channels;

  FlowTurns(FlowSource source, CompiledFlows flows, FlowEngine engine, Channels channels) {
    this.source = source;
    this.flows = flows;
    this.engine = engine;
    this.channels = channels;
  }

  @Override
  public Turn of(Claim claim, Journal journal) {
    CompiledFlow flow = flow(claim);
    if (flow == null) {
      return silent(claim);
    }
    TurnFacts facts =
        new TurnFacts(
            claim.bot(),
            claim.address(),
            channels.limits(claim.address()),
            claim.conversation(),
            claim.turn(),
            claim.contact(),
            claim.owner(),
            claim.now(),
            journal);
    Turn turn = engine.turn(flow, claim.session(), claim.input(), facts);
    TurnTerms terms = new TurnTerms(flow, flow.language(turn.contact().language()));
    Turn fitting = channels.fit(claim.address(), terms.withFallback(turn));
    return claim.disclosed()
        ? fitting
        : terms.withDisclosure(fitting, channels.of(claim.address()));
  }

  /** What is published now; else what the session began on; null where the bot runs nothing. */
  private @Nullable CompiledFlow flow(Claim claim) {
    BotRef bot = claim.bot();
    FlowVersion current = source.current(bot.organization(), bot.bot());
    if (current != null) {
      CompiledFlow flow = flows.compiled(current);
      if (flow == null) {
        throw new IllegalStateException(
            "flow version " + current.version() + " is published and does not compile");
      }
      return flow;
    }
    Frame frame = claim.session().frames().isEmpty() ? null : claim.session().frames().get(0);
    return frame == null ? null : flows.version(bot.organization(), frame.version());
  }

  /** A bot that is off listens: the messages are kept for whoever looks after the conversation. */
  private static Turn silent(Claim claim) {
    List<Event> events = new ArrayList<>();
    Owner owner = claim.owner();
    switch (claim.input()) {
      case Input.Messages heard ->
          heard.messages().forEach(message -> events.add(new Event.Heard(message)));
      case Input.TakeOver takeOver -> {
        owner = Owner.PERSON;
        events.add(new Event.TakenOver(takeOver.by()));
      }
      case Input.ToQueue toQueue -> {
        owner = Owner.QUEUE;
        events.add(new Event.Queued(toQueue.by()));
      }
      case Input.GiveBack giveBack -> {
        owner = Owner.BOT;
        events.add(new Event.GivenBack(giveBack.by()));
      }
      case Input.Resolve resolve -> {
        owner = Owner.BOT;
        events.add(new Event.GivenBack(resolve.by()));
      }
      case Input.TimeUp ignored -> {}
      case Input.Signal ignored -> {}
    }
    Session before = claim.session();
    Session.Status status =
        before.status() == Session.Status.NEW ? Session.Status.NEW : Session.Status.ENDED;
    Session after =
        new Session(
            status,
            List.of(),
            0,
            java.util.Map.of(),
            before.memory(),
            null,
            null,
            before.turns() + 1);
    return new Turn(after, claim.contact(), events, List.of(), owner, Duration.ZERO, false);
  }
}
