package io.botflow.spi;

import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelUser;
import io.botflow.message.Fallback;
import io.botflow.message.OutboundMessage;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way out: the intent to send it is durable, and only this process may send it
 * while the lease lasts.
 *
 * @param id our own id; channels that can give a reference back get this one
 * @param number its place among the conversation's messages
 * @param attempt from 1
 * @param relation what decides whether it may leave
 * @param returned why the network did not deliver the attempt before, where it had taken it: what
 *     to do about that is not decided yet; null as a rule
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
    Relation relation,
    Lease lease,
    @Nullable Returned returned) {
  public Sending {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(conversation, "conversation");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(relation, "relation");
    Objects.requireNonNull(lease, "lease");
  }

  /** A message that no channel gave back. */
  public Sending(
      UUID id,
      UUID organization,
      UUID channel,
      UUID conversation,
      ChannelAddress from,
      ChannelUser to,
      OutboundMessage message,
      long number,
      int attempt,
      Relation relation,
      Lease lease) {
    this(
        id,
        organization,
        channel,
        conversation,
        from,
        to,
        message,
        number,
        attempt,
        relation,
        lease,
        null);
  }

  /** Whether the lease still holds. */
  public boolean mayBeSent() {
    return lease.left() > 0;
  }

  /** Whether the customer learns by it that a machine answers, as it was cleared. */
  public boolean discloses() {
    return message.terms().disclosure() != null && !relation.disclosed();
  }

  /** Whether it is the template in the message's place, as it was cleared. */
  public boolean standsIn() {
    Fallback fallback = message.terms().fallback();
    return fallback != null && message.content().equals(fallback.template());
  }

  /** Whether it is the bot's default template, as it was cleared. */
  public boolean asksBack() {
    Fallback fallback = message.terms().fallback();
    return fallback != null && fallback.botsOwn() && standsIn();
  }

  /** The same, saying something else. */
  public Sending withMessage(OutboundMessage other) {
    return new Sending(
        id,
        organization,
        channel,
        conversation,
        from,
        to,
        other,
        number,
        attempt,
        relation,
        lease,
        returned);
  }
}
