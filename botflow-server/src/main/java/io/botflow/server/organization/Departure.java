package io.botflow.server.organization;

import java.util.UUID;

/** Hears that somebody belongs to an organisation no longer; bound in a set by features. */
public interface Departure {

  /** It is so, for good; called on the thread of the request, once it is durable. */
  void left(UUID organization, UUID person);
}
