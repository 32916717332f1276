package io.botflow.server.outbound;

import okhttp3.Call;
import okhttp3.EventListener;

/** How far a call came: whether the other side can have begun to work on it. */
final class Progress extends EventListener {
  static final EventListener.Factory FACTORY =
      call -> {
        Progress progress = call.request().tag(Progress.class);
        return progress == null ? EventListener.NONE : progress;
      };

  private volatile boolean sending;

  @Override
  public void requestHeadersStart(Call call) {
    sending = true;
  }

  /** Whether a byte of the request may have left. */
  boolean sending() {
    return sending;
  }
}
