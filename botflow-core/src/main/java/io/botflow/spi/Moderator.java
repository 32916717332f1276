package io.botflow.spi;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what customers say to a model and at what a model says to them. Thread-safe; may block,
 * but who does not answer within two seconds, or throws, has refused.
 */
@FunctionalInterface
public interface Moderator {

  /**
   * What speaks against a text.
   *
   * @param byModel whether a model wrote it, and not the customer
   * @return a short reason for the trace; null where nothing does
   */
  @Nullable String objection(UUID organization, boolean byModel, String text);
}
