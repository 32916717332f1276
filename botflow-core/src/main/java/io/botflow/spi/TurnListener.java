package io.botflow.spi;

import io.botflow.conversation.Turn;

/**
 * Hears of turns after they are committed, for metrics and live views. Called on the worker's
 * thread: keep it short; what it throws is logged and changes nothing.
 */
@FunctionalInterface
public interface TurnListener {

  /** A turn is durable. */
  void committed(Claim claim, Turn turn);

  /** A channel answered to a message. */
  default void sent(Sending sending, SendResult result) {}
}
