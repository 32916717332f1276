package io.botflow.spi;

import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelUser;
import io.botflow.message.OutboundMessage;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way out: the intent to send it is durable, and only this process may send it
 * until {@code leaseUntil}.
 *
 * @param id our own id; channels that can give a reference back get this one
 * @param number its place among the conversation's messages
 * @param attempt from 1
 * @param windowEndsAt 24 hours after the customer's last message, when the service window of
 *     channels that have one closes; null where that is past
 * @param leaseUntil the moment, by this process's own monotonic reading of {@link
 *     System#nanoTime()}, after which it must not be sent any more
 */
public record Sending(
    UUID id,
    UUID organization,
    UUID channel,
    UUID conversation,
    ChannelAddress from,
    ChannelUser to,
    OutboundMessage message,
    long number,
    int attempt,
    @Nullable Instant windowEndsAt,
    long leaseUntil) {
  public Sending {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(conversation, "conversation");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(message, "message");
  }

  /** Whether the lease still holds. */
  public boolean mayBeSent() {
    return System.nanoTime() - leaseUntil < 0;
  }
}
