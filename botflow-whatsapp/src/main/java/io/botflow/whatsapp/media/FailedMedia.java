package io.botflow.whatsapp.media;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** The media ids that failed within the last hour. Guarded by its monitor. */
final class FailedMedia {
  private static final Duration MEMORY = Duration.ofHours(1);
  private static final int MAX = 10_000;

  private final InstantSource clock;
  private final Map<String, Instant> at =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MAX;
        }
      };

  FailedMedia(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void add(String id) {
    at.put(id, clock.instant());
  }

  synchronized boolean has(String id) {
    Instant failed = at.get(id);
    return failed != null && clock.instant().isBefore(failed.plus(MEMORY));
  }
}
