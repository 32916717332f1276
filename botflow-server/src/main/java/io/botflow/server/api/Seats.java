package io.botflow.server.api;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Knows who belongs where; asked for every request, so that a removed member is out at once. */
public interface Seats {

  /** The place of a person in an organisation that is open; null where there is none. */
  @Nullable Seat of(UUID person, UUID organization);
}
