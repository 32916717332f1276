package io.botflow.server.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often each of many may do something: so many times at once, then once in each interval. Knows
 * the last {@link #MOST_KNOWN}; who was forgotten begins anew. Thread-safe.
 */
public final class Allowance {
  static final int MOST_KNOWN = 50_000;

  private final long interval;
  private final long ahead;
  private final LongSupplier nanos;
  private final Map<Object, Long> usedUntil =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Long> eldest) {
          return size() > MOST_KNOWN;
        }
      };

  /**
   * An allowance.
   *
   * @param nanos a clock that only goes on, as {@link System#nanoTime()}
   */
  public Allowance(int burst, Duration interval, LongSupplier nanos) {
    this.interval = interval.toNanos();
    this.ahead = this.interval * (burst - 1);
    this.nanos = nanos;
  }

  /** Uses it up once; how long to wait where that is too early, zero where it was in time. */
  public synchronized Duration use(Object who) {
    long now = nanos.getAsLong();
    Long until = usedUntil.get(who);
    long from = until == null || until - now < 0 ? now : until;
    if (from - now > ahead) {
      return Duration.ofNanos(from - now - ahead);
    }
    usedUntil.put(who, from + interval);
    return Duration.ZERO;
  }
}
