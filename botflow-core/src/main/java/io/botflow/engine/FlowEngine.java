package io.botflow.engine;

import io.botflow.conversation.Frame;
import io.botflow.conversation.Input;
import io.botflow.conversation.Session;
import io.botflow.conversation.Turn;
import java.util.function.LongSupplier;

/** Runs turns. Stateless and thread-safe. */
public final class FlowEngine {
  private final Services services;
  private final FlowLibrary library;
  private final TurnLimits limits;
  private final LongSupplier nanoTime;

  /** An engine over some services. */
  public FlowEngine(Services services, FlowLibrary library, TurnLimits limits) {
    this(services, library, limits, System::nanoTime);
  }

  /** An engine whose outside calls are timed by another clock. */
  FlowEngine(Services services, FlowLibrary library, TurnLimits limits, LongSupplier nanoTime) {
    this.services = services;
    this.library = library;
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  /**
   * Runs one turn: where the conversation stands and what came in, to where it stands next and what
   * is to be said. Nothing happens to the outside but the recorded calls of the facts' journal.
   *
   * @param current what is published now; a session that began on another version keeps that one
   */
  public Turn turn(CompiledFlow current, Session session, Input input, TurnFacts facts) {
    TurnState state =
        new TurnState(root(current, session, facts), session, facts, services, limits, nanoTime);
    return new TurnRun(state, current, library).run(input);
  }

  /** The version that the session began on; what is published now where that is gone. */
  private CompiledFlow root(CompiledFlow current, Session session, TurnFacts facts) {
    Frame frame = session.current();
    if (frame == null || frame.version().equals(current.version())) {
      return current;
    }
    CompiledFlow pinned = library.version(facts.bot().organization(), frame.version());
    return pinned == null ? current : pinned;
  }
}
