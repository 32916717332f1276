package io.botflow.whatsapp.pricing;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The windows of one person at one business number.
 *
 * @param lastInbound when the person last wrote, by the message's own timestamp; null for never
 * @param entryReply when the business first answered a message that came from an advertisement or a
 *     page's button, within 24 hours of it; null where there was none
 */
public record WindowState(@Nullable Instant lastInbound, @Nullable Instant entryReply) {
  /** Meta: free-form messages are allowed for 24 hours after the person's last message. */
  public static final Duration SERVICE = Duration.ofHours(24);

  /** A person who never wrote. */
  public static final WindowState NONE = new WindowState(null, null);

  /** The state after a message of the person. */
  public static WindowState since(Instant lastInbound) {
    return new WindowState(lastInbound, null);
  }

  /** Whether free-form messages are allowed. */
  public boolean isOpen(Instant at) {
    return lastInbound != null && at.isBefore(lastInbound.plus(SERVICE));
  }

  /** Whether everything is free. */
  boolean isFreeEntry(Instant at, Duration life) {
    return entryReply != null && !at.isBefore(entryReply) && at.isBefore(entryReply.plus(life));
  }
}
