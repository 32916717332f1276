package io.botflow.node;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a node wants to happen next. */
public sealed interface Outcome {

  /** By the usual way out. */
  Outcome NEXT = new Leave(Port.NEXT);

  /**
   * Go on by a port. Where nothing is drawn there, by the other one; where nothing is drawn there
   * either, the session ends or the flow's fallback answers.
   */
  record Leave(String port, @Nullable String otherwise) implements Outcome {
    public Leave {
      Objects.requireNonNull(port, "port");
    }

    /** By this port alone. */
    public Leave(String port) {
      this(port, null);
    }
  }

  /**
   * Wait here.
   *
   * @param until when to be woken though nobody wrote, or null
   * @param attempts how many answers were refused so far
   * @param memo what to remember until then; values as in variables
   */
  record Await(@Nullable Instant until, int attempts, Map<String, Object> memo) implements Outcome {
    public Await {
      memo = Map.copyOf(memo);
    }
  }

  /** Go into another flow and come back here. */
  record Call(String flow, Map<String, Object> inputs) implements Outcome {
    public Call {
      Objects.requireNonNull(flow, "flow");
      inputs = Map.copyOf(inputs);
    }
  }

  /** Leave the conversation to a person, until they give it back or the time comes. */
  record HandOff(@Nullable String team, @Nullable String reason, @Nullable Instant until)
      implements Outcome {}

  /**
   * End the session, or this flow where another one called it.
   *
   * @param resolved whether the customer's matter is settled
   */
  record End(boolean resolved) implements Outcome {}

  /** This node cannot do its work: by its {@code error} port, else the flow's fallback. */
  record Fail(String code, String text) implements Outcome {
    public Fail {
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(text, "text");
    }
  }
}
