package io.botflow.spi;

import java.util.List;

/** What became of a turn that a worker wanted to commit. */
public sealed interface Commit {

  /**
   * It is durable. The messages are already marked as being sent by this process: whoever receives
   * them must send them in order, or settle them.
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
   * again, with all its messages.
   */
  record Superseded() implements Commit {}
}
