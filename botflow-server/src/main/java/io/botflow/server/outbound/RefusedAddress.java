package io.botflow.server.outbound;

import java.io.IOException;

/** Travels from a connection that was not made to the caller. The message is for authors. */
final class RefusedAddress extends IOException {
  private static final long serialVersionUID = 1L;

  RefusedAddress(String why) {
    super(why);
  }
}
