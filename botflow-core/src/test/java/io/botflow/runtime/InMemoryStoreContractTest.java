package io.botflow.runtime;

import io.botflow.message.DeliveryStatus;
import io.botflow.spi.Sending;
import io.botflow.spi.Store;
import io.botflow.testing.SettableClock;
import io.botflow.testing.StoreContract;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

class InMemoryStoreContractTest extends StoreContract {
  private final SettableClock clock = new SettableClock();
  private final InMemoryStore store = new InMemoryStore(clock);

  @Override
  protected Store emptyStore() {
    return store;
  }

  @Override
  public void advance(Duration by) {
    clock.advance(by);
  }

  @Override
  protected @Nullable DeliveryStatus statusOf(Sending sending) {
    return store.transcript(sending.conversation()).stream()
        .filter(TranscriptLine.Said.class::isInstance)
        .map(TranscriptLine.Said.class::cast)
        .filter(line -> line.id().equals(sending.id()))
        .findFirst()
        .map(TranscriptLine.Said::status)
        .orElse(null);
  }
}
