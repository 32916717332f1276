package io.botflow.server.api;

import java.util.Locale;

/** What a member is in an organisation; each may do what those before it may. */
public enum Role {
  /** Reads. */
  VIEWER,
  /** Answers customers. */
  AGENT,
  /** Sets everything up and decides who belongs. */
  ADMIN,
  /** Also closes the organisation and names owners. */
  OWNER;

  /** Whether it may do what {@code other} may. */
  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }

  /** As it is written in JSON and in the database. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role that {@link #text} wrote. */
  public static Role of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
