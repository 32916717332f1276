package io.botflow.whatsapp;

import io.botflow.message.ChannelEvent;
import java.util.List;

/** What a webhook's body turned out to be. */
public sealed interface Webhook {

  /**
   * A body that could be read. Answer it with 200 once the events are stored, however many of them
   * are {@link ChannelEvent.Ignored}.
   *
   * @param events in the order of the body; each message once, even where the body repeats it
   */
  record Read(List<ChannelEvent> events) implements Webhook {
    /** Copies the list. */
    public Read {
      events = List.copyOf(events);
    }
  }

  /**
   * A body that is no JSON object, or is larger or deeper than any that WhatsApp sends. Answer it
   * with 400.
   *
   * @param why for the log; holds nothing of the body
   */
  record Unreadable(String why) implements Webhook {}
}
