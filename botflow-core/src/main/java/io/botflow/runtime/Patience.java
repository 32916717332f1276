package io.botflow.runtime;

import io.botflow.spi.StoreUnavailable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on while the store is away: waits longer from try to try, and tells the log once when it
 * goes and once when it is back. Thread-safe.
 */
final class Patience {
  private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
  private static final Duration FIRST_WAIT = Duration.ofMillis(50);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private final AtomicBoolean away = new AtomicBoolean();
  private final CountDownLatch stopped = new CountDownLatch(1);

  /**
   * Calls the store until it answers.
   *
   * @param atMost how long to try; the last failure is thrown after it, or when all is stopped
   */
  <T> T untilAnswered(Duration atMost, Supplier<T> call) {
    long end = System.nanoTime() + atMost.toNanos();
    Duration wait = FIRST_WAIT;
    while (true) {
      try {
        T result = call.get();
        answered();
        return result;
      } catch (StoreUnavailable e) {
        failed(e);
        if (System.nanoTime() - end >= 0 || !pause(wait)) {
          throw e;
        }
        wait = longer(wait);
      }
    }
  }

  /** The store answered. */
  void answered() {
    if (away.get() && away.compareAndSet(true, false)) {
      LOG.info("The store is back.");
    }
  }

  /** The store did not answer. */
  void failed(StoreUnavailable e) {
    if (away.compareAndSet(false, true)) {
      LOG.warn("The store is away; trying on.", e);
    }
  }

  /** How long to wait after one more failure. */
  static Duration longer(Duration wait) {
    Duration doubled = wait.isZero() ? FIRST_WAIT : wait.multipliedBy(2);
    return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
  }

  /** Waits; false where all is stopped. */
  boolean pause(Duration wait) {
    try {
      return !stopped.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Ends all waiting. */
  void stop() {
    stopped.countDown();
  }
}
