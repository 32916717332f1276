package io.botflow.runtime;

import io.botflow.message.ChannelEvent;
import io.botflow.spi.Arrival;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Takes in what channels report, each event once. Not thread-safe. */
final class Intake {
  private final SeenKeys seen;
  private final Conversations conversations;
  private final Deliveries deliveries;
  private final Schedule schedule;

  Intake(int keys, Conversations conversations, Deliveries deliveries, Schedule schedule) {
    seen = new SeenKeys(keys);
    this.conversations = conversations;
    this.deliveries = deliveries;
    this.schedule = schedule;
  }

  /** Whether an event came for the first time. */
  boolean isFresh(Arrival arrival) {
    return seen.add(arrival.event());
  }

  /**
   * Takes a fresh event in.
   *
   * @return the conversation that has to be answered by it, for the caller to lend or to {@link
   *     Schedule#reconsider}; null where there is none
   */
  @Nullable StoredConversation take(Arrival arrival, Instant now) {
    long millis = now.toEpochMilli();
    switch (arrival.event()) {
      case ChannelEvent.Received received -> {
        StoredConversation conversation = conversations.of(arrival.bot(), received);
        String id = received.message().id();
        conversation.heardAt(received.message().sentAt(), now);
        deliveries.customerWrote(conversation, millis);
        conversation.add(
            new StoredConversation.PendingInput(id, millis, received.message(), null, false));
        deliveries.forget(
            conversation.history.add(new TranscriptLine.Heard(received.message(), now)));
        return conversation;
      }
      case ChannelEvent.StatusChanged status -> {
        StoredConversation conversation = deliveries.apply(status, millis);
        if (conversation != null) {
          schedule.reconsider(conversation, millis);
        }
      }
      case ChannelEvent.IdentityChanged changed ->
          conversations.rename(arrival.bot(), changed, millis);
      case ChannelEvent.Echoed echoed -> conversations.echo(arrival.bot(), echoed, now);
      // What the customer wrote was answered as it read then.
      case ChannelEvent.Edited ignored -> {}
      case ChannelEvent.Revoked ignored -> {}
      // Hosts that use these hear of them from their own channel.
      case ChannelEvent.SecurityChanged ignored -> {}
      case ChannelEvent.PreferenceChanged changed ->
          conversations.consent(
              arrival.bot(), changed.address(), changed.user(), changed.consent());
      case ChannelEvent.Consented said ->
          conversations.consent(arrival.bot(), said.address(), said.user(), said.consent());
      case ChannelEvent.TemplateChanged ignored -> {}
      case ChannelEvent.AccountChanged ignored -> {}
      case ChannelEvent.Ignored ignored -> {}
    }
    return null;
  }
}
