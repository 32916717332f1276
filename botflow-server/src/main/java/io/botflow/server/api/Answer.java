package io.botflow.server.api;

import io.javalin.http.Cookie;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a handler answers.
 *
 * @param body a record that becomes JSON; {@link Text} or {@link FileAnswer} for another type; null
 *     for nothing
 * @param state what the entity tag is made of, where it is not the body
 */
public record Answer(
    int status, @Nullable Object body, List<Cookie> cookies, @Nullable Object state) {
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int ACCEPTED = 202;
  private static final int NO_CONTENT = 204;

  /**
   * A body that is no JSON.
   *
   * @param fileName under which a browser saves it; null where it shows it
   */
  public record Text(String type, String text, @Nullable String fileName) {
    /** A body that is shown. */
    public Text(String type, String text) {
      this(type, text, null);
    }
  }

  /** Copies the cookies. */
  public Answer {
    cookies = List.copyOf(cookies);
  }

  /** Here it is. */
  public static Answer ok(Object body) {
    return new Answer(OK, body, List.of(), null);
  }

  /** It was made. */
  public static Answer created(Object body) {
    return new Answer(CREATED, body, List.of(), null);
  }

  /** It will be seen to. */
  public static Answer accepted(Object body) {
    return new Answer(ACCEPTED, body, List.of(), null);
  }

  /** It was done. */
  public static Answer done() {
    return new Answer(NO_CONTENT, null, List.of(), null);
  }

  /** The same with a cookie. */
  public Answer with(Cookie cookie) {
    List<Cookie> more = new ArrayList<>(cookies);
    more.add(cookie);
    return new Answer(status, body, more, state);
  }

  /** The same, whose tag is made of this: for bodies that hold more than what can change. */
  public Answer tagged(Object tag) {
    return new Answer(status, body, cookies, tag);
  }
}
