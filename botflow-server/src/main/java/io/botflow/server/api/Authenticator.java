package io.botflow.server.api;

import org.jspecify.annotations.Nullable;

/** Knows one kind of bearer token; all of them are bound in a set. */
public interface Authenticator {

  /** Who sends this token; null where it is not good, or not of this kind. */
  @Nullable Caller recognize(String token);
}
