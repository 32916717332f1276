package io.botflow.server.api;

import io.botflow.server.config.ApiConfig;
import io.botflow.server.http.ErrorCode;
import io.github.bucket4j.TimeMeter;
import io.javalin.http.Context;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands before every handler: how often, who, where, whether that is allowed, and only then
 * what the request says.
 */
final class Gate {
  private static final String BEARER = "Bearer ";
  private static final int MOST_TOKEN_CHARACTERS = 4_096;
  private static final int MOST_PROGRAM_CHARACTERS = 200;
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** The id of nothing. */
  private static final UUID NOTHING = new UUID(0, 0);

  private final ApiConfig config;
  private final Set<Authenticator> authenticators;
  private final Seats seats;
  private final RateLimits limits = new RateLimits(TimeMeter.SYSTEM_NANOTIME);

  @Inject
  Gate(ApiConfig config, Set<Authenticator> authenticators, Seats seats) {
    this.config = config;
    this.authenticators = authenticators;
    this.seats = seats;
  }

  /** A caller who may use the route, and the place that the request is about. */
  record Passed(Caller caller, @Nullable Seat seat, Origin origin) {}

  Passed pass(Route route, Context context) {
    Origin origin = origin(context);
    limits.count(context, "address " + origin.address(), config.requestsPerMinute());
    if (route.access() instanceof Access.Guessable) {
      limits.count(context, "guess " + route + " " + origin.address(), config.guessesPerMinute());
    }
    return switch (route.access()) {
      case Access.Everyone ignored -> new Passed(new Caller.Nobody(), null, origin);
      case Access.Guessable ignored -> new Passed(new Caller.Nobody(), null, origin);
      case Access.LoggedIn ignored -> {
        if (recognized(context) instanceof Caller.Person person) {
          yield new Passed(person, null, origin);
        }
        throw new Refusal(ErrorCode.FORBIDDEN);
      }
      case Access.Member member -> {
        Caller caller = recognized(context);
        yield seated(
            context,
            caller,
            organization(caller),
            member.permission(),
            origin,
            ErrorCode.NO_ORGANIZATION);
      }
      case Access.MemberOf member -> {
        Caller caller = recognized(context);
        yield seated(
            context, caller, id(context, "id"), member.permission(), origin, ErrorCode.NOT_FOUND);
      }
    };
  }

  private Caller recognized(Context context) {
    String header = context.header("Authorization");
    if (header != null && header.startsWith(BEARER) && header.length() < MOST_TOKEN_CHARACTERS) {
      String token = header.substring(BEARER.length());
      for (Authenticator authenticator : authenticators) {
        Caller caller = authenticator.recognize(token);
        if (caller != null) {
          limits.count(context, "caller " + id(caller), config.requestsPerMinute());
          return caller;
        }
      }
    }
    context.header("WWW-Authenticate", "Bearer");
    throw new Refusal(ErrorCode.UNAUTHENTICATED);
  }

  /** Who the caller is, as one id. */
  static UUID id(Caller caller) {
    return switch (caller) {
      case Caller.Nobody ignored -> NOTHING;
      case Caller.Person person -> person.id();
      case Caller.Program program -> program.key();
    };
  }

  private static UUID organization(Caller caller) {
    return switch (caller) {
      case Caller.Nobody ignored -> throw new Refusal(ErrorCode.UNAUTHENTICATED);
      case Caller.Person person -> {
        if (person.organization() == null) {
          throw new Refusal(ErrorCode.NO_ORGANIZATION);
        }
        yield person.organization();
      }
      case Caller.Program program -> program.seat().organization();
    };
  }

  private Passed seated(
      Context context,
      Caller caller,
      UUID organization,
      Permission permission,
      Origin origin,
      ErrorCode outside) {
    Seat seat =
        switch (caller) {
          case Caller.Nobody ignored -> null;
          case Caller.Person person -> seats.of(person.id(), organization);
          case Caller.Program program ->
              program.seat().organization().equals(organization) ? program.seat() : null;
        };
    if (seat == null) {
      throw new Refusal(outside);
    }
    limits.count(context, "organization " + organization, seat.requestsPerMinute());
    if (!seat.may(permission)) {
      throw new Refusal(ErrorCode.FORBIDDEN);
    }
    return new Passed(caller, seat, origin);
  }

  /** An id of the path; what is none is the id of nothing. */
  static UUID id(Context context, String name) {
    String text = context.pathParam(name);
    return UUID_TEXT.matcher(text).matches() ? UUID.fromString(text) : NOTHING;
  }

  /** The last address that a proxy of ours has seen; what stands before it anybody can write. */
  private Origin origin(Context context) {
    String address = context.ip();
    String forwarded = context.header("X-Forwarded-For");
    if (config.proxies() > 0 && forwarded != null) {
      String[] hops = forwarded.split(",", -1);
      address = hops[Math.max(0, hops.length - config.proxies())].strip();
    }
    String program = context.userAgent() == null ? "" : context.userAgent();
    return new Origin(
        cut(address.replaceAll("[^0-9a-fA-F.:%]", ""), 64),
        cut(program.replaceAll("\\p{Cntrl}", ""), MOST_PROGRAM_CHARACTERS));
  }

  private static String cut(String text, int most) {
    return text.length() > most ? text.substring(0, most) : text;
  }
}
