package io.botflow.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.botflow.spi.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Calls that share a transaction, and what becomes of those whose callers could not wait. */
class GroupCommitTest {
  private static final Duration SOON = Duration.ofMillis(50);

  private final CountDownLatch slow = new CountDownLatch(1);
  private final BlockingQueue<String> late = new LinkedBlockingQueue<>();

  @Test
  void aResultWhoseCallerWasSentAwayIsNotLost() throws Exception {
    try (GroupCommit<String, String> group =
        new GroupCommit<>("test", 1, 10, SOON, this::carryOut, late::add)) {
      assertThatThrownBy(() -> group.call("a")).isInstanceOf(StoreUnavailable.class);
      assertThat(late).isEmpty();
      slow.countDown();
      assertThat(late.poll(30, TimeUnit.SECONDS)).isEqualTo("a done");
    }
  }

  @Test
  void aCallWhoseCallerWasSentAwayBeforeItBeganIsNotCarriedOut() throws Exception {
    try (GroupCommit<String, String> group =
        new GroupCommit<>("test", 1, 1, SOON, this::carryOut, late::add)) {
      assertThatThrownBy(() -> group.call("a")).isInstanceOf(StoreUnavailable.class);
      assertThatThrownBy(() -> group.call("b")).isInstanceOf(StoreUnavailable.class);
      slow.countDown();
      assertThat(late.poll(30, TimeUnit.SECONDS)).isEqualTo("a done");
    }
    assertThat(late).isEmpty();
  }

  private List<String> carryOut(List<String> calls) {
    try {
      slow.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return calls.stream().map(call -> call + " done").toList();
  }
}
