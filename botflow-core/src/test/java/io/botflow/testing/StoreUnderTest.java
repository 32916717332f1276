package io.botflow.testing;

import io.botflow.message.DeliveryStatus;
import io.botflow.spi.Sending;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the parts of the store contract need to know of the store. */
interface StoreUnderTest {
  /** The store of this test. */
  StoreScene scene();

  /** Moves the store's clock. */
  void advance(Duration by);

  /** The status that the store keeps of a message; null while it has none. */
  @Nullable DeliveryStatus status(Sending sending);

  /** How long a worker may take for one turn. */
  Duration lease();

  /** How long a message may take to be sent. */
  Duration sendLease();

  /** How long a status is waited for where nobody knows whether a message was sent. */
  Duration doubt();
}
