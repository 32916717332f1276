package io.botflow.spi;

/**
 * Makes the calls of {@code api_call} nodes. The core's own uses the JDK's client and is for flows
 * that are trusted; hosts that run other people's flows put a guarded one here. Thread-safe.
 */
@FunctionalInterface
public interface HttpCaller {

  /** Makes the call; never throws for what the network or the other side does. */
  HttpResult call(HttpCall call);
}
