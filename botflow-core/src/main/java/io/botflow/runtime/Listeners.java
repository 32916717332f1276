package io.botflow.runtime;

import io.botflow.conversation.Turn;
import io.botflow.spi.Claim;
import io.botflow.spi.SendResult;
import io.botflow.spi.Sending;
import io.botflow.spi.TurnListener;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells all listeners; one that throws harms neither the others nor the conversation. */
final class Listeners implements TurnListener {
  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  private final List<TurnListener> all;

  Listeners(List<TurnListener> all) {
    this.all = List.copyOf(all);
  }

  @Override
  public void committed(Claim claim, Turn turn) {
    tell(listener -> listener.committed(claim, turn));
  }

  @Override
  public void sent(Sending sending, SendResult result) {
    tell(listener -> listener.sent(sending, result));
  }

  private void tell(Consumer<TurnListener> news) {
    for (TurnListener listener : all) {
      try {
        news.accept(listener);
      } catch (RuntimeException | StackOverflowError | AssertionError e) {
        LOG.error("A turn listener failed: {}", Failures.describe(e));
      }
    }
  }
}
