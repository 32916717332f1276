package io.botflow.server.api;

/** Who may use a route. */
public sealed interface Access {

  /** Everybody, before any log-in. */
  record Everyone() implements Access {}

  /** Everybody, with the tight limit of what guesses passwords and tokens or sends mail. */
  record Guessable() implements Access {}

  /** Whoever is logged in, in whichever organisation; no API key. */
  record LoggedIn() implements Access {}

  /** A member of the organisation that the session or the key is in. */
  record Member(Permission permission) implements Access {}

  /** A member of the organisation that the path names as {@code id}. */
  record MemberOf(Permission permission) implements Access {}
}
