package io.botflow.server.webchat;

import java.util.Locale;

/** Why we end a connection: the status code of the WebSocket's close, from its private range. */
enum Goodbye {
  /** Not what a snippet of ours sends; it does not come back by itself. */
  UNREADABLE(4400),
  /** The token is none of ours: the browser forgets it, and comes back as a new visitor. */
  WRONG_TOKEN(4401),
  /** The chat is not connected any more. */
  NO_CHAT(4404),
  /** Nothing was said for long; it comes back when the visitor does. */
  IDLE(4408),
  /** Too much at once; it comes back after a while. */
  TOO_MUCH(4429),
  /** The database is away; it comes back after a while. */
  BUSY(4503);

  private final int code;

  Goodbye(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
