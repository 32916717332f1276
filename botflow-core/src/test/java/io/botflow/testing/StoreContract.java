package io.botflow.testing;

import io.botflow.message.DeliveryStatus;
import io.botflow.spi.Sending;
import io.botflow.spi.Store;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every {@link Store} promises, as tests. Whoever writes a store extends this class in a test,
 * gives it an empty store, and lets it move the store's clock.
 */
public abstract class StoreContract
    implements ArrivalContract,
        LendingContract,
        ContactContract,
        TurnContract,
        InterventionContract,
        FairnessContract,
        QuarantineContract,
        DeliveryContract,
        LeavingContract,
        PaceContract,
        StatusContract,
        ReturnContract {
  private @Nullable StoreScene scene;

  /** A store without anything in it, whose clock {@link #advance} moves. */
  protected abstract Store emptyStore() throws Exception;

  /** The status that the store keeps of a message; null while it has none. */
  protected abstract @Nullable DeliveryStatus statusOf(Sending sending);

  /** Moves the clock of the store that was opened last. */
  @Override
  public abstract void advance(Duration by);

  @BeforeEach
  final void openStore() throws Exception {
    scene = new StoreScene(emptyStore());
  }

  @AfterEach
  final void closeStore() {
    scene().store.close();
  }

  @Override
  public final StoreScene scene() {
    if (scene == null) {
      throw new IllegalStateException("the store is opened before each test");
    }
    return scene;
  }

  @Override
  public final @Nullable DeliveryStatus status(Sending sending) {
    return statusOf(sending);
  }

  @Override
  public Duration lease() {
    return Duration.ofSeconds(60);
  }

  @Override
  public Duration sendLease() {
    return Duration.ofSeconds(30);
  }

  @Override
  public Duration doubt() {
    return Duration.ofSeconds(60);
  }
}
