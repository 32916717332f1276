package io.botflow.engine;

import io.botflow.spi.Recollection;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks who remembers customers; whoever breaks down remembers nothing, and the turn goes on. */
final class Remembered {
  private static final Logger LOG = LoggerFactory.getLogger(Remembered.class);

  private Remembered() {}

  static Recollection.Recalled of(Recollection recollection, UUID organization, UUID contact) {
    try {
      return recollection.recall(organization, contact);
    } catch (RuntimeException e) {
      LOG.warn("A customer is answered without what is remembered of earlier conversations", e);
      return Recollection.Recalled.NOTHING;
    }
  }
}
