package io.botflow.server.api;

import io.botflow.server.http.ErrorCode;
import io.botflow.server.http.Problem;
import io.javalin.http.Context;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One request that its caller may make. For the thread that answers it. */
public final class Call {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private final Context context;
  private final Caller caller;
  private final @Nullable Seat seat;
  private final Origin origin;
  private final @Nullable Record body;

  Call(Context context, Caller caller, @Nullable Seat seat, Origin origin, @Nullable Record body) {
    this.context = context;
    this.caller = caller;
    this.seat = seat;
    this.origin = origin;
    this.body = body;
  }

  /** Who calls. */
  public Caller caller() {
    return caller;
  }

  /** The person who calls; for routes that only people may use. */
  public Caller.Person person() {
    if (caller instanceof Caller.Person person) {
      return person;
    }
    throw new Refusal(ErrorCode.FORBIDDEN);
  }

  /** The caller's place in the organisation that this is about. */
  public Seat seat() {
    if (seat == null) {
      throw new IllegalStateException("the route is about no organisation");
    }
    return seat;
  }

  /** The organisation that this is about. */
  public UUID organization() {
    return seat().organization();
  }

  /** Where it comes from. */
  public Origin origin() {
    return origin;
  }

  /** The body, which is of the type that the route takes. */
  public <T extends Record> T body(Class<T> type) {
    if (body == null) {
      throw new IllegalStateException("the route takes no body");
    }
    return type.cast(Objects.requireNonNull(body, "the route takes no body"));
  }

  /** An id of the path. What is no id is the id of nothing. */
  public UUID id(String name) {
    return Gate.id(context, name);
  }

  /** A number of the path; what is no number is the number of nothing, -1. */
  public int number(String name) {
    String text = context.pathParam(name);
    return NUMBER.matcher(text).matches() ? Integer.parseInt(text) : -1;
  }

  /** A word of the path. */
  public String word(String name) {
    return context.pathParam(name);
  }

  /** A query parameter; null where there is none. */
  public @Nullable String parameter(String name) {
    String value = context.queryParam(name);
    if (value != null && !TextDeserializer.isText(value)) {
      throw new Refusal(
          ErrorCode.INVALID_PARAMETER,
          List.of(new Problem.Place(name, "holds what is no character")));
    }
    return value;
  }

  /** A header; null where there is none. */
  public @Nullable String header(String name) {
    return context.header(name);
  }

  /** A cookie; null where there is none. */
  public @Nullable String cookie(String name) {
    return context.cookie(name);
  }

  /** Where the page begins that is asked for. */
  public Cursor cursor() {
    return Cursor.read(context.queryParam("limit"), context.queryParam("cursor"));
  }

  /**
   * Refuses a write by somebody who has seen another state than this, if {@code If-Match} says what
   * was seen. Called in the write's transaction, with the row locked.
   *
   * @param current what a read would answer now, or the state that its tag is made of
   */
  public void expectSeen(Object current) {
    String seen = context.header("If-Match");
    String tag = seen == null ? "" : Tags.of(JsonBodies.write(current));
    if (seen != null && !Tags.names(seen, tag)) {
      context.header("ETag", tag);
      throw new Refusal(ErrorCode.CHANGED_MEANWHILE);
    }
  }
}
