package io.botflow.server.live;

import java.util.Locale;

/** Why we end a connection: the status code of the WebSocket's close, from its private range. */
enum LiveGoodbye {
  /** Not what a page of ours sends. */
  UNREADABLE(4400),
  /** The token is not good, or not any more: it comes back with another one. */
  UNAUTHENTICATED(4401),
  /** The person belongs to the organisation no longer, or may not read conversations. */
  FORBIDDEN(4403),
  /** It reads more slowly than things happen; it comes back and goes on where it was. */
  TOO_SLOW(4408),
  /** Too much at once; it comes back after a while. */
  TOO_MUCH(4429),
  /** The database is away; it comes back after a while. */
  BUSY(4503);

  private final int code;

  LiveGoodbye(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
