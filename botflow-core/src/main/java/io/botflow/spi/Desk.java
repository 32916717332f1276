package io.botflow.spi;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says whether people are there to take a conversation. Thread-safe. */
@FunctionalInterface
public interface Desk {

  /** Whether somebody of the team, or anybody where it is null, takes conversations now. */
  boolean open(UUID organization, @Nullable String team, Instant now);
}
