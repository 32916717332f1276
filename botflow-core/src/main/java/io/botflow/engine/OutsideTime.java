package io.botflow.engine;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How long a turn may wait for others, all its outside calls together. A call that breaks its own
 * promise of time is left behind, so that the customer still gets an answer.
 */
final class OutsideTime {
  /** What a call may take longer than it said, for its own end of time to come first. */
  private static final Duration GRACE = Duration.ofMillis(500);

  private final LongSupplier nanoTime;
  private final long end;

  OutsideTime(Duration most, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    end = nanoTime.getAsLong() + most.toNanos();
  }

  /** The shorter of what a call wants and what the turn has left; zero where nothing is left. */
  Duration within(Duration wanted) {
    Duration left = Duration.ofNanos(Math.max(0, end - nanoTime.getAsLong()));
    return left.compareTo(wanted) < 0 ? left : wanted;
  }

  /** Now, to tell how long a call took. */
  Duration since(long start) {
    return Duration.ofNanos(nanoTime.getAsLong() - start);
  }

  long now() {
    return nanoTime.getAsLong();
  }

  /**
   * Makes a call on a thread of its own.
   *
   * @param most how long it says that it takes at most, from {@link #within}
   * @param late what is answered in its place, with the reason
   */
  <T> T call(Duration most, Supplier<T> call, Function<String, T> late) {
    if (most.isZero()) {
      return late.apply("the turn has no time left for it");
    }
    FutureTask<T> task = new FutureTask<>(call::get);
    Thread.ofVirtual().name("botflow-outside").start(task);
    try {
      return task.get(most.plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      return late.apply("no answer within " + most);
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      return late.apply("interrupted");
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException thrown -> throw thrown;
        case Error thrown -> throw thrown;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
