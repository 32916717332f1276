package io.botflow.server.webhook;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One of the few places for webhook bodies in memory. It is free again when all who work on the
 * body have let go of it: an answer that went out in time does not end what still waits for the
 * database. Thread-safe.
 */
final class Place implements AutoCloseable {
  private final Semaphore places;
  private final AtomicInteger holders = new AtomicInteger(1);

  /** A place that was taken for the caller. */
  Place(Semaphore places) {
    this.places = places;
  }

  /** Somebody else works on the body too, and closes it too. */
  Place share() {
    holders.incrementAndGet();
    return this;
  }

  @Override
  public void close() {
    if (holders.decrementAndGet() == 0) {
      places.release();
    }
  }
}
