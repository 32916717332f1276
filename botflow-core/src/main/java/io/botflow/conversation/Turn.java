package io.botflow.conversation;

import io.botflow.event.Event;
import io.botflow.message.Consent;
import io.botflow.message.OutboundMessage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What one turn decided: everything that is committed together, and nothing that was done already.
 *
 * @param session where the conversation stands now
 * @param contact the contact as the turn leaves it; the same object where nothing changed
 * @param messages to be sent, in order, once this is committed
 * @param owner who answers next
 * @param joinWindow how long the next free text waits for more of the same burst; never negative
 * @param supersedable whether an answer that is not sent yet gives way to a message that came
 *     meanwhile, since a model was asked
 */
public record Turn(
    Session session,
    Contact contact,
    List<Event> events,
    List<OutboundMessage> messages,
    Owner owner,
    Duration joinWindow,
    boolean supersedable) {
  public Turn {
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(contact, "contact");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(joinWindow, "joinWindow");
    events = List.copyOf(events);
    messages = List.copyOf(messages);
  }

  /** What the contact said about offers, in order. */
  public List<Consent> consents() {
    return events.stream()
        .filter(Event.Consented.class::isInstance)
        .map(event -> ((Event.Consented) event).consent())
        .toList();
  }

  /** The same turn with other messages, and the events that tell of the change. */
  public Turn withMessages(List<OutboundMessage> changed, List<Event> told) {
    return new Turn(session, contact, told, changed, owner, joinWindow, supersedable);
  }
}
