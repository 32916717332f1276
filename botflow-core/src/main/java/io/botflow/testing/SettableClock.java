package io.botflow.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. Thread-safe. */
public final class SettableClock implements InstantSource {
  private final AtomicReference<Instant> now;

  /** A clock at 2026-01-05T09:00:00Z, a Monday morning. */
  public SettableClock() {
    this(Instant.parse("2026-01-05T09:00:00Z"));
  }

  /** A clock that stands at a moment. */
  public SettableClock(Instant now) {
    this.now = new AtomicReference<>(Objects.requireNonNull(now, "now"));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  /** Moves the clock; a negative duration moves it back. */
  public void advance(Duration by) {
    now.updateAndGet(instant -> instant.plus(by));
  }

  /** Puts the clock to a moment, earlier or later. */
  public void set(Instant to) {
    now.set(Objects.requireNonNull(to, "to"));
  }
}
