package io.botflow.whatsapp;

import java.util.function.BooleanSupplier;
import okhttp3.Call;
import okhttp3.EventListener;

/**
 * Follows one call as far as is needed to say whether its request can have reached the server. Set
 * by the call's thread or a thread of the client, read after the call has ended.
 */
final class CallTrace {
  /** Attached to each call of {@link GraphApi}; other calls are not traced. */
  static final EventListener.Factory FACTORY =
      call -> {
        CallTrace trace = call.request().tag(CallTrace.class);
        return trace == null ? EventListener.NONE : trace.listener();
      };

  private final BooleanSupplier mayBeSent;
  private volatile boolean started;

  CallTrace(BooleanSupplier mayBeSent) {
    this.mayBeSent = mayBeSent;
  }

  /** Whether the message may still be sent; asked just before its first byte is written. */
  boolean mayBeSent() {
    return mayBeSent.getAsBoolean();
  }

  /** Whether a byte of the request may have been written. */
  boolean started() {
    return started;
  }

  private EventListener listener() {
    return new EventListener() {
      @Override
      public void requestHeadersStart(Call call) {
        started = true;
      }
    };
  }
}
