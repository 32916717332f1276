package io.botflow.runtime;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Wakes the loop that looks for work, and knows when there is none: nothing was found since the
 * last hint, and nothing is under way. Thread-safe.
 */
final class Pulse {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long hints;
  private long urgent;
  private long quietAt = -1;
  private int underWay;

  /** Something is ready. */
  void wake() {
    lock.lock();
    try {
      urgent++;
      hints++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A turn ended: its place is free, and perhaps more came for its conversation. */
  void turned() {
    lock.lock();
    try {
      hints++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Something is under way. */
  void begin() {
    lock.lock();
    try {
      underWay++;
    } finally {
      lock.unlock();
    }
  }

  /** It ended, and may have left something to do. */
  void end() {
    lock.lock();
    try {
      underWay--;
      hints++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How many hints there were. */
  long hints() {
    lock.lock();
    try {
      return hints;
    } finally {
      lock.unlock();
    }
  }

  /** Says that a look that began after {@code seen} hints found nothing to do. */
  void foundNothing(long seen) {
    lock.lock();
    try {
      if (underWay == 0 && hints == seen) {
        quietAt = seen;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a hint after {@code seen}, at most so long. */
  void awaitHint(long seen, Duration atMost) throws InterruptedException {
    long left = atMost.toNanos();
    lock.lock();
    try {
      while (hints == seen && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits so long, but for whoever says that something is ready after {@code seen} of them. */
  void rest(long seen, Duration atMost) throws InterruptedException {
    long left = atMost.toNanos();
    lock.lock();
    try {
      while (urgent == seen && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** How often somebody said that something is ready. */
  long urgent() {
    lock.lock();
    try {
      return urgent;
    } finally {
      lock.unlock();
    }
  }

  /** Wakes the loop and waits until it finds nothing; false where the time is over before. */
  boolean awaitQuiet(Duration atMost) throws InterruptedException {
    long left = atMost.toNanos();
    lock.lock();
    try {
      urgent++;
      hints++;
      changed.signalAll();
      long from = hints;
      while (quietAt < from && left > 0) {
        left = changed.awaitNanos(left);
      }
      return quietAt >= from;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until nothing is under way; false where the time is over before. */
  boolean awaitEnd(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    lock.lock();
    try {
      while (underWay > 0) {
        long left = end - System.nanoTime();
        if (left <= 0 || !changed.await(left, TimeUnit.NANOSECONDS)) {
          return underWay == 0;
        }
      }
      return true;
    } finally {
      lock.unlock();
    }
  }
}
