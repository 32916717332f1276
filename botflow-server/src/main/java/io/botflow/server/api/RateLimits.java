package io.botflow.server.api;

import io.botflow.server.http.ErrorCode;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How often somebody may call, in this process: with several replicas a caller has as many times
 * the limit, which is the one thing that replicas do not share. Thread-safe.
 */
final class RateLimits {
  private static final Duration PERIOD = Duration.ofMinutes(1);

  /** Beyond this many subjects, those that were quiet the longest begin anew. */
  private static final int MOST_KEPT = 50_000;

  private final TimeMeter clock;

  @SuppressWarnings("serial") // never written
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_KEPT;
        }
      };

  RateLimits(TimeMeter clock) {
    this.clock = clock;
  }

  /**
   * Counts a request of a subject, and says in the answer's headers what is left
   * (draft-ietf-httpapi-ratelimit-headers-07).
   *
   * @throws Refusal when it is one too many
   */
  void count(Context context, String subject, int perMinute) {
    ConsumptionProbe probe =
        bucket(subject + "/" + perMinute, perMinute).tryConsumeAndReturnRemaining(1);
    long reset = seconds(probe.getNanosToWaitForReset());
    String before = context.res().getHeader("RateLimit-Remaining");
    if (before == null || probe.getRemainingTokens() < Long.parseLong(before)) {
      context.header("RateLimit-Limit", Integer.toString(perMinute));
      context.header("RateLimit-Remaining", Long.toString(probe.getRemainingTokens()));
      context.header("RateLimit-Reset", Long.toString(reset));
    }
    if (!probe.isConsumed()) {
      context.header("Retry-After", Long.toString(seconds(probe.getNanosToWaitForRefill())));
      throw new Refusal(ErrorCode.TOO_MANY_REQUESTS);
    }
  }

  private Bucket bucket(String subject, int perMinute) {
    synchronized (buckets) {
      return buckets.computeIfAbsent(
          subject,
          key ->
              Bucket.builder()
                  .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, PERIOD))
                  .withCustomTimePrecision(clock)
                  .build());
    }
  }

  private static long seconds(long nanos) {
    return Math.max(1, TimeUnit.NANOSECONDS.toSeconds(nanos + TimeUnit.SECONDS.toNanos(1) - 1));
  }
}
