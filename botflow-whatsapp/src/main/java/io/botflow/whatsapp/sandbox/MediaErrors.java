package io.botflow.whatsapp.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * 360dialog's guard of media: 20 failed requests of a number within an hour block it for half an
 * hour. Guarded by its monitor.
 */
final class MediaErrors {
  private static final int MAX = 20;
  private static final Duration PERIOD = Duration.ofMinutes(60);
  private static final Duration BLOCK = Duration.ofMinutes(30);

  private final Clock clock;
  private final Map<String, List<Instant>> errors = new HashMap<>();
  private final Map<String, Instant> blockedUntil = new HashMap<>();

  MediaErrors(Clock clock) {
    this.clock = clock;
  }

  synchronized void count(String phoneNumberId) {
    Instant now = clock.instant();
    List<Instant> own = errors.computeIfAbsent(phoneNumberId, key -> new ArrayList<>());
    own.removeIf(at -> at.isBefore(now.minus(PERIOD)));
    own.add(now);
    if (own.size() >= MAX) {
      blockedUntil.put(phoneNumberId, now.plus(BLOCK));
      own.clear();
    }
  }

  synchronized boolean isBlocked(String phoneNumberId) {
    Instant until = blockedUntil.get(phoneNumberId);
    return until != null && clock.instant().isBefore(until);
  }
}
