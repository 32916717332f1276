package io.botflow.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Threads that begin together. */
final class Race {
  private static final long SECONDS = 60;

  private Race() {}

  /** What each thread's work gave; a failure of one ends all and is the failure of the race. */
  static <T> List<T> of(int threads, IntFunction<T> work) {
    CyclicBarrier start = new CyclicBarrier(threads);
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      CompletionService<T> racing = new ExecutorCompletionService<>(executor);
      for (int i = 0; i < threads; i++) {
        int thread = i;
        racing.submit(
            () -> {
              start.await(SECONDS, TimeUnit.SECONDS);
              return work.apply(thread);
            });
      }
      List<T> results = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        Future<T> ended = racing.poll(SECONDS, TimeUnit.SECONDS);
        if (ended == null) {
          throw new AssertionError("a thread is still running after " + SECONDS + " s");
        }
        results.add(ended.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } catch (ExecutionException e) {
      throw new AssertionError("a thread failed", e);
    } finally {
      executor.shutdownNow();
    }
  }

  /** For loops that wait for other threads of the race: ends when the race does. */
  static void pause() {
    if (Thread.currentThread().isInterrupted()) {
      throw new IllegalStateException("the race is over");
    }
    Thread.onSpinWait();
  }
}
