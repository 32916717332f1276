package io.botflow.server;

import com.google.inject.Module;
import com.google.inject.multibindings.OptionalBinder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it; it begins at the real time. */
final class MovableClock implements InstantSource {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(InstantSource.system().instant());

  @Override
  public Instant instant() {
    return now.get();
  }

  void advance(Duration by) {
    now.updateAndGet(before -> before.plus(by));
  }

  /** Gives the server this clock in place of the machine's. */
  Module asModule() {
    return binder ->
        OptionalBinder.newOptionalBinder(binder, InstantSource.class).setBinding().toInstance(this);
  }
}
