package io.botflow.engine;

import io.botflow.conversation.Input;
import io.botflow.conversation.Session;
import io.botflow.conversation.Turn;

/** Runs turns. Stateless and thread-safe. */
public final class FlowEngine {

  /** An engine over some services. */
  public FlowEngine(Services services, FlowLibrary library, TurnLimits limits) {}

  /**
   * Runs one turn: where the conversation stands and what came in, to where it stands next and what
   * is to be said. Nothing happens to the outside but the recorded calls of the facts' journal.
   *
   * @param current what is published now; a session that began on another version keeps that one
   */
  public Turn turn(CompiledFlow current, Session session, Input input, TurnFacts facts) {
    throw new IllegalStateException();
  }
}
