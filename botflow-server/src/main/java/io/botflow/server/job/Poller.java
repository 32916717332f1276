package io.botflow.server.job;

import io.botflow.spi.StoreUnavailable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that looks for work again and again: at once after it found some, after a pause
 * otherwise. A failure of the work is told and ends nothing.
 */
public final class Poller implements Job {
  private static final Logger LOG = LoggerFactory.getLogger(Poller.class);

  private final Duration pause;
  private final BooleanSupplier work;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;

  /**
   * A thread that is not begun yet.
   *
   * @param work does what there is to do; true when it found something
   */
  public Poller(String name, Duration pause, BooleanSupplier work) {
    this.pause = pause;
    this.work = work;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  @Override
  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (stopping.getCount() > 0) {
        if (!found() && stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      // It is being stopped.
      Thread.currentThread().interrupt();
    }
  }

  private boolean found() {
    try {
      return work.getAsBoolean();
    } catch (StoreUnavailable e) {
      LOG.warn("{} waits for the database: {}", thread.getName(), e.getMessage());
    } catch (RuntimeException e) {
      if (stopping.getCount() > 0) {
        LOG.error("{} failed and goes on", thread.getName(), e);
      }
    }
    return false;
  }

  @Override
  public void stop() {
    stopping.countDown();
    thread.interrupt();
  }
}
