package io.botflow.spi;

import java.util.List;

/** What became of a turn that a worker wanted to commit. */
public sealed interface Commit {

  /**
   * It is durable. A message that is returned is already marked as being sent by this process:
   * whoever receives it must send and settle it, or release it.
   *
   * @param sendings the conversation's first message that waits, where it may go now (no earlier
   *     one is on its way or in doubt, nothing is paused, it has no delay): at most one; {@link
   *     Store#settle} returns the one after it. A delayed one comes from {@link
   *     Store#claimSendings} when its delay, counted from when it became the first, is over.
   */
  record Committed(List<Sending> sendings) implements Commit {
    public Committed {
      sendings = List.copyOf(sendings);
    }
  }

  /** Another worker has the conversation since; nothing was written, nothing may be sent. */
  record Fenced() implements Commit {}

  /**
   * A message came while a model was answering: nothing was written; the conversation is ready
   * again, with all its messages, as another turn with an attempt of its own. At most {@link
   * Store#MAX_SUPERSEDED} times in a row.
   */
  record Superseded() implements Commit {}
}
