package io.botflow.engine;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How long a turn may wait for others, from its first outside call on. A call that breaks its own
 * promise of time is left behind, so that the customer still gets an answer.
 */
final class OutsideTime {
  /** What a call may take longer than it said, for its own end of time to come first. */
  private static final Duration GRACE = Duration.ofMillis(500);

  private final LongSupplier nanoTime;
  private final long end;

  /** When the answer that a node is working at has to be there; the end where none has to. */
  private long answerEnd;

  /** Models that let this turn wait in vain: once is as long as a customer waits. */
  private final Set<String> ranOut = new HashSet<>(2);

  OutsideTime(Duration most, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    end = nanoTime.getAsLong() + most.toNanos();
    answerEnd = end;
  }

  /** From now on all calls together take at most so long, until {@link #answered}. */
  void answerWithin(Duration most) {
    answerEnd = nanoTime.getAsLong() + most.toNanos();
  }

  /** The answer is there: what follows has the rest of the turn's time. */
  void answered() {
    answerEnd = end;
  }

  /** The shorter of what a call wants and what the turn has left; zero where nothing is left. */
  Duration within(Duration wanted) {
    long now = nanoTime.getAsLong();
    Duration left = Duration.ofNanos(Math.max(0, Math.min(end - now, answerEnd - now)));
    return left.compareTo(wanted) < 0 ? left : wanted;
  }

  /** Now, to tell how long a call took. */
  long now() {
    return nanoTime.getAsLong();
  }

  /** Takes note that a model failed, perhaps because its time ran out. */
  void failed(String model, long start, Duration most) {
    if (nanoTime.getAsLong() - start >= most.toNanos()) {
      ranOut.add(model);
    }
  }

  /** Whether a model's time ran out in this turn before. */
  boolean ranOutFor(String model) {
    return ranOut.contains(model);
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
