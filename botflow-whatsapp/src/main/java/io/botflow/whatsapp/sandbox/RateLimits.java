package io.botflow.whatsapp.sandbox;

import io.botflow.whatsapp.WhatsAppLimits;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The throughput of each number and the rate between a number and one person. Guarded by its
 * monitor.
 *
 * <p>Each rate is kept as the time at which its bucket would be empty again, so one long per number
 * or pair is enough. The figures are those of {@link WhatsAppLimits}.
 */
final class RateLimits {
  private static final long PAIR_INTERVAL_NANOS = WhatsAppLimits.PAIR_INTERVAL.toNanos();
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final Supplier<NetworkRules> current;
  private final Clock clock;
  private final Map<String, Long> emptyAt;

  RateLimits(Supplier<NetworkRules> current, Clock clock, int pairs) {
    this.current = current;
    this.clock = clock;
    this.emptyAt =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > pairs;
          }
        };
  }

  synchronized Optional<GraphRefusal> take(String phoneNumberId, String person) {
    NetworkRules rules = current.get();
    if (rules.messagesPerSecond() > 0) {
      long interval = SECOND_NANOS / rules.messagesPerSecond();
      if (!take(phoneNumberId, interval, rules.messagesPerSecond())) {
        return Optional.of(GraphRefusal.throughput());
      }
    }
    if (rules.pairLimit()
        && !take(phoneNumberId + ' ' + person, PAIR_INTERVAL_NANOS, WhatsAppLimits.PAIR_BURST)) {
      return Optional.of(GraphRefusal.pairRate());
    }
    return Optional.empty();
  }

  private boolean take(String key, long interval, int burst) {
    long now = Math.multiplyExact(clock.millis(), 1_000_000L);
    long empty = Math.max(emptyAt.getOrDefault(key, now), now);
    if (empty - now > interval * (burst - 1)) {
      return false;
    }
    emptyAt.put(key, empty + interval);
    return true;
  }
}
