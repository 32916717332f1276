package io.botflow.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what another process does, and says what did not happen. */
public final class Until {
  private static final long LOOK_AGAIN = Duration.ofMillis(20).toNanos();

  private Until() {}

  public interface Condition {
    boolean isTrue() throws Exception;
  }

  /** Waits until the condition holds. */
  public static void holds(String what, Duration atMost, Condition condition) throws Exception {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.isTrue()) {
      assertThat(System.nanoTime() - end).as("within %s: %s", atMost, what).isNegative();
      LockSupport.parkNanos(LOOK_AGAIN);
    }
  }
}
