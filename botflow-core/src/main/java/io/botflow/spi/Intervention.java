package io.botflow.spi;

import io.botflow.conversation.Input;
import io.botflow.conversation.Owner;
import io.botflow.event.Event;
import io.botflow.message.OutboundMessage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person does to a conversation, carried out at once and between its turns: from then on the
 * bot says nothing.
 *
 * @param owner who answers from now on: a person or the queue
 * @param by who does it, for the history
 * @param person whose account that is, or null where it has none; a person who takes a conversation
 *     over is the one to whom it is assigned
 * @param messages what the person says, in order
 * @param returnAfter when the bot answers again unless a person does something before; null for
 *     never
 */
public record Intervention(
    Owner owner,
    String by,
    @Nullable UUID person,
    List<OutboundMessage> messages,
    @Nullable Duration returnAfter) {
  /** {@link #by} of somebody who wrote on the business's own telephone. */
  public static final String PHONE = "phone";

  public Intervention {
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(by, "by");
    messages = List.copyOf(messages);
    if (owner == Owner.BOT) {
      throw new IllegalArgumentException("a bot takes no conversation: it is given back to it");
    }
  }

  /** How the history calls it. */
  public Input input() {
    return owner == Owner.PERSON ? new Input.TakeOver(by) : new Input.ToQueue(by);
  }

  /** What the history says of it. */
  public Event event() {
    return owner == Owner.PERSON ? new Event.TakenOver(by) : new Event.Queued(by);
  }

  /** A person answers from now on. */
  public static Intervention takeOver(String by) {
    return new Intervention(Owner.PERSON, by, null, List.of(), null);
  }

  /** It waits for a person from now on. */
  public static Intervention toQueue(String by) {
    return new Intervention(Owner.QUEUE, by, null, List.of(), null);
  }
}
