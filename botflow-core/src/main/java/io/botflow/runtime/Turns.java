package io.botflow.runtime;

import io.botflow.conversation.Turn;
import io.botflow.spi.Claim;
import io.botflow.spi.Journal;

/** Decides what a conversation's turn says and does. Thread-safe. */
@FunctionalInterface
interface Turns {
  /** The turn; whatever it throws makes the attempt fail. */
  Turn of(Claim claim, Journal journal);
}
