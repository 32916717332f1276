package io.botflow.store.jdbc;

import io.botflow.spi.StoreUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one transaction of the calls that come at the same time: while one batch is on its way to
 * the disk, the next one gathers. A call alone is carried out at once; where many come, each batch
 * waits a little for more, since a transaction costs much the same for few and for many.
 *
 * @param <T> one call's argument
 * @param <R> one call's result
 */
final class GroupCommit<T, R> implements AutoCloseable {
  private record Call<T, R>(T argument, CompletableFuture<R> result) {}

  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

  /** Of so many calls on, a batch says that more are about to come. */
  private static final int MANY = 4;

  /** Saves an eighth of PostgreSQL's time under full load (docs/benchmarks.md). */
  private static final Duration GATHER = Duration.ofNanos(1_500_000);

  private final String name;
  private final int most;
  private final Duration limit;
  private final Function<List<T>, List<R>> transaction;
  private final Consumer<R> late;
  private final LinkedBlockingQueue<Call<T, R>> waiting = new LinkedBlockingQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  /**
   * @param lanes how many batches may be on their way at once
   * @param most calls in one batch
   * @param limit how long a call may take before its caller is sent away
   * @param transaction carries out a batch, all or none, and gives a result for each call
   * @param late is given the results of committed calls whose callers were sent away before
   */
  GroupCommit(
      String name,
      int lanes,
      int most,
      Duration limit,
      Function<List<T>, List<R>> transaction,
      Consumer<R> late) {
    this.name = name;
    this.most = most;
    this.limit = limit;
    this.transaction = transaction;
    this.late = late;
    for (int lane = 1; lane <= lanes; lane++) {
      threads.add(Thread.ofPlatform().name(name + "-" + lane).daemon().start(this::work));
    }
  }

  /**
   * Waits until the call's transaction is committed.
   *
   * @throws StoreUnavailable when it failed or took longer than the limit
   */
  R call(T argument) {
    if (closed) {
      throw unavailable("the store is closed", new IllegalStateException(name));
    }
    Call<T, R> call = new Call<>(argument, new CompletableFuture<>());
    waiting.add(call);
    try {
      return call.result().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreUnavailable unavailable) {
        throw unavailable(String.valueOf(unavailable.getMessage()), unavailable);
      }
      throw new IllegalStateException(name + " failed: " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      return sentAway(call, unavailable("no answer from the database within " + limit, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return sentAway(call, unavailable("interrupted", e));
    }
  }

  /** The result after all, where it has just come; else what comes of the call is late. */
  private R sentAway(Call<T, R> call, StoreUnavailable why) {
    waiting.remove(call);
    if (call.result().completeExceptionally(why) || call.result().isCompletedExceptionally()) {
      throw why;
    }
    return call.result().join();
  }

  private StoreUnavailable unavailable(String why, Throwable cause) {
    return new StoreUnavailable(name + ": " + why, cause);
  }

  private void work() {
    List<Call<T, R>> batch = new ArrayList<>();
    try {
      while (!closed) {
        if (batch.size() >= MANY) {
          TimeUnit.NANOSECONDS.sleep(GATHER.toNanos());
        }
        batch.clear();
        batch.add(waiting.take());
        waiting.drainTo(batch, most - 1);
        carryOut(batch);
      }
    } catch (InterruptedException e) {
      // Closed; what waits is told below.
      Thread.currentThread().interrupt();
    }
    for (Call<T, R> call = waiting.poll(); call != null; call = waiting.poll()) {
      call.result()
          .completeExceptionally(
              unavailable("the store is closed", new IllegalStateException(name)));
    }
  }

  private void carryOut(List<Call<T, R>> batch) {
    try {
      List<R> results = transaction.apply(batch.stream().map(Call::argument).toList());
      for (int i = 0; i < batch.size(); i++) {
        if (!batch.get(i).result().complete(results.get(i))) {
          tellLate(results.get(i));
        }
      }
    } catch (StoreUnavailable e) {
      batch.forEach(call -> call.result().completeExceptionally(e));
    } catch (Throwable e) {
      if (batch.size() == 1) {
        batch.get(0).result().completeExceptionally(e);
      } else {
        // One call that the database refuses must not take its neighbours with it.
        batch.forEach(call -> carryOut(List.of(call)));
      }
    }
  }

  private void tellLate(R result) {
    try {
      late.accept(result);
    } catch (RuntimeException e) {
      LOG.warn("{}: what came too late for its caller is left to its lease", name, e);
    }
  }

  /** Ends after the batches that are on their way. */
  @Override
  public void close() {
    closed = true;
    for (Thread thread : threads) {
      thread.interrupt();
    }
  }
}
