package io.botflow.flow;

import java.util.Objects;

/** A variable that the author declared. */
public record Variable(String name, VariableType type, Scope scope) {
  public Variable {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(scope, "scope");
  }

  /** How long a value is kept. */
  public enum Scope {
    /** Until the conversation's session ends. */
    CONVERSATION,
    /** With the contact, between conversations. */
    CONTACT
  }
}
