package io.botflow.server.api;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who sends a request: made from a session or an API key, never from what the request says. */
public sealed interface Caller {

  /** Somebody unknown. */
  record Nobody() implements Caller {}

  /**
   * A person who is logged in.
   *
   * @param organization the one that the session is in; null for none
   */
  record Person(UUID id, String email, String name, UUID session, @Nullable UUID organization)
      implements Caller {}

  /** A program with an API key. */
  record Program(UUID key, String name, Seat seat) implements Caller {}
}
