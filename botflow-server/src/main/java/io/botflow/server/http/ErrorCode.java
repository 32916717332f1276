package io.botflow.server.http;

import java.util.Locale;

/**
 * Every way in which a request can fail: one list for answers, log and metrics. A code, once
 * published, keeps its meaning.
 */
public enum ErrorCode {
  /** No route has this path. */
  UNKNOWN_ROUTE(404, "There is nothing at this address"),
  /** The route does not take this method. */
  METHOD_NOT_ALLOWED(405, "This address does not take this method"),
  /** The request's line, headers or parameters make no sense. */
  BAD_REQUEST(400, "The request cannot be understood"),
  /** No webhook of ours has this account. */
  UNKNOWN_ACCOUNT(404, "There is no such account"),
  /** The verify token of a webhook's handshake is not the account's. */
  WRONG_VERIFY_TOKEN(403, "The verify token is not the account's"),
  /** The signature is missing or was made with another secret or of another body. */
  WRONG_SIGNATURE(401, "The signature is missing or wrong"),
  /** The body is larger than any that the sender is known to send. */
  BODY_TOO_LARGE(413, "The body is too large"),
  /** The body is compressed in a way that is not taken. */
  UNKNOWN_ENCODING(415, "The body's encoding is not taken"),
  /** The body came to its end too early, or is not what its type says. */
  UNREADABLE_BODY(400, "The body cannot be read"),
  /** The web page is none of those that may show this chat. */
  WRONG_ORIGIN(403, "This page may not show the chat; add its origin to the chat's"),
  /** Too many connections are open, of all or from this network address. */
  TOO_MANY_CONNECTIONS(429, "Too many connections are open"),
  /** As much as fits is being worked on; the same request may succeed soon. */
  BUSY(503, "The server is busy; try again soon"),
  /** The database does not answer; the same request may succeed soon. */
  STORE_UNAVAILABLE(503, "The database is away; try again soon"),
  /** A mistake of ours. */
  INTERNAL(500, "Something went wrong on our side");

  private final int status;
  private final String title;

  ErrorCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** What it means, in one sentence for people. */
  public String title() {
    return title;
  }

  /** The code as it is written in answers and metrics: {@code wrong-signature}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
