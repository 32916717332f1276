package io.botflow.server.live;

import io.botflow.server.api.Authenticator;
import io.botflow.server.api.Caller;
import io.botflow.server.api.Permission;
import io.botflow.server.api.Seat;
import io.botflow.server.api.Seats;
import io.botflow.server.live.LiveLine.Place;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who a token belongs to, and what they may do at this moment. Thread-safe. */
final class LiveCallers {
  private static final int MOST_TOKEN_CHARACTERS = 4_096;

  private final Set<Authenticator> authenticators;
  private final Seats seats;

  @Inject
  LiveCallers(Set<Authenticator> authenticators, Seats seats) {
    this.authenticators = authenticators;
    this.seats = seats;
  }

  /** Who sends this token, and in which organisation; null where it is not good. */
  @Nullable Place recognize(String token) {
    if (token.isEmpty() || token.length() > MOST_TOKEN_CHARACTERS) {
      return null;
    }
    for (Authenticator authenticator : authenticators) {
      Caller caller = authenticator.recognize(token);
      if (caller != null) {
        return place(caller, token);
      }
    }
    return null;
  }

  private static @Nullable Place place(Caller caller, String token) {
    return switch (caller) {
      case Caller.Nobody ignored -> null;
      case Caller.Person person -> {
        UUID organization = person.organization();
        yield organization == null ? null : new Place(caller, person.id(), organization, token);
      }
      case Caller.Program program ->
          new Place(caller, program.key(), program.seat().organization(), token);
    };
  }

  /** Whether somebody may do this, as things are now. */
  boolean may(Place place, Permission permission) {
    Seat seat =
        switch (place.caller()) {
          case Caller.Nobody ignored -> null;
          case Caller.Person person -> seats.of(person.id(), place.organization());
          case Caller.Program program -> program.seat();
        };
    return seat != null && seat.may(permission);
  }
}
