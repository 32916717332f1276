package io.botflow.whatsapp.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** The sandbox's time: another clock's, moved ahead as often as somebody wants. */
final class SandboxClock extends Clock {
  private final Clock base;
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  SandboxClock(Clock base) {
    this.base = base;
  }

  void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("time only moves ahead");
    }
    ahead.updateAndGet(before -> before.plus(by));
  }

  @Override
  public ZoneId getZone() {
    return base.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return base.withZone(zone);
  }

  @Override
  public Instant instant() {
    return base.instant().plus(ahead.get());
  }
}
