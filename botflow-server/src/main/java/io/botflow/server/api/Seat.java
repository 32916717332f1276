package io.botflow.server.api;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place in an organisation, as it is at this moment.
 *
 * @param role null for an API key
 * @param permissions what may be done there
 * @param requestsPerMinute of the whole organisation, from its plan
 */
public record Seat(
    UUID organization, @Nullable Role role, Set<Permission> permissions, int requestsPerMinute) {
  /** Copies the permissions. */
  public Seat {
    permissions = Set.copyOf(permissions);
  }

  /** Whether it may do this. */
  public boolean may(Permission permission) {
    return permissions.contains(permission);
  }
}
