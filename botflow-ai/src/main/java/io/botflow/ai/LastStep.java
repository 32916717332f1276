package io.botflow.ai;

import java.util.Objects;

/** What follows where no provider answers. */
public sealed interface LastStep {

  /** A person: the node leaves by its error port, else the flow's fallback runs. */
  record HandOff() implements LastStep {}

  /** A fixed text, as if a model had said it. */
  record Say(String text) implements LastStep {
    public Say {
      Objects.requireNonNull(text, "text");
    }
  }
}
