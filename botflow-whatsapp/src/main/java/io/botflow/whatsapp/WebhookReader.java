package io.botflow.whatsapp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelEvent;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the body of a webhook of Meta or 360dialog into events.
 *
 * <p>One body may hold up to 1,000 updates of several numbers, so every change is routed by its own
 * {@code phone_number_id}; changes of the account as a whole carry the id of the WhatsApp Business
 * Account. What is not understood becomes {@link ChannelEvent.Ignored} and never an error, because
 * an error makes Meta repeat the whole body for up to 7 days. Check the {@link Signature} first:
 * this class trusts its sender.
 *
 * <p>Sources: Meta's webhook reference and OpenAPI file v23.0, with what payloads collected from
 * other projects show beyond it. Immutable and safe for use by many threads.
 */
public final class WebhookReader {
  /** The name of this channel in {@link ChannelAddress#channel()}. */
  public static final String CHANNEL = "whatsapp";

  private final MessageEvents messages;
  private final StatusEvents statuses;
  private final AccountEvents account;

  /** A reader that takes the time of messages without a usable one from {@code clock}. */
  public WebhookReader(InstantSource clock) {
    WebhookTimes times = new WebhookTimes(clock);
    messages = new MessageEvents(times);
    statuses = new StatusEvents(times);
    account = new AccountEvents(times);
  }

  /** A reader on the system's clock. */
  public WebhookReader() {
    this(InstantSource.system());
  }

  /**
   * Reads a body.
   *
   * @param fallbackAccount the account that changes belong to which name none, as in 360dialog's
   *     older shape: the one that the webhook's address was made for
   */
  public Webhook read(byte[] body, String fallbackAccount) {
    if (body.length > WhatsAppLimits.WEBHOOK_BYTES) {
      return new Webhook.Unreadable("more than " + WhatsAppLimits.WEBHOOK_BYTES + " bytes");
    }
    JsonNode root;
    try {
      root = WebhookTree.read(body);
    } catch (JsonProcessingException e) {
      // The exception's own text would quote the body, which is a customer's.
      return new Webhook.Unreadable("no readable JSON: " + e.getClass().getSimpleName());
    } catch (IOException e) {
      return new Webhook.Unreadable("no readable JSON");
    }
    if (!root.isObject()) {
      return new Webhook.Unreadable("no JSON object");
    }
    List<ChannelEvent> events = new ArrayList<>();
    if (root.path("entry").isArray()) {
      for (JsonNode entry : root.path("entry")) {
        entry(entry, fallbackAccount, events);
      }
    } else {
      // 360dialog's older shape is the value alone, without any envelope.
      change("messages", root, fallbackAccount, events);
    }
    return new Webhook.Read(withoutRepeats(events));
  }

  private void entry(JsonNode entry, String fallbackAccount, List<ChannelEvent> events) {
    String accountId = WebhookTree.text(entry, "id", fallbackAccount);
    for (JsonNode change : entry.path("changes")) {
      JsonNode value = change.path("value");
      String field = WebhookTree.text(change, "field", "messages");
      boolean personal = value.has("messages") || value.has("statuses") || value.has("metadata");
      String otherwise = personal ? fallbackAccount : accountId;
      change(field, value, otherwise, events);
    }
  }

  private void change(String field, JsonNode value, String otherwise, List<ChannelEvent> events) {
    JsonNode metadata = value.path("metadata");
    ChannelAddress address =
        new ChannelAddress(CHANNEL, WebhookTree.text(metadata, "phone_number_id", otherwise));
    int before = events.size();
    Senders senders = new Senders(value.path("contacts"));
    if (field.equals("messages")) {
      for (JsonNode message : value.path("messages")) {
        events.add(messages.received(address, senders, message));
      }
      for (JsonNode status : value.path("statuses")) {
        ChannelEvent event = statuses.read(address, senders, status);
        events.add(event);
        ChannelEvent stopped = StatusEvents.stopped(event);
        if (stopped != null) {
          events.add(stopped);
        }
      }
    }
    // Beside a message they are that message's own.
    if (field.equals("messages") && events.size() == before && !value.path("errors").isEmpty()) {
      events.add(AccountEvents.errors(address, value));
    }
    for (JsonNode echo : value.path("message_echoes")) {
      events.add(messages.echoed(address, senders, echo));
    }
    if (events.size() > before) {
      return;
    }
    if (field.equals("messages")) {
      events.add(AccountEvents.ignored(address, "messages without any", value));
    } else {
      events.addAll(account.read(address, field, value));
    }
  }

  /** Leaves out the second and later copies of a message; statuses are cheap to apply twice. */
  private static List<ChannelEvent> withoutRepeats(List<ChannelEvent> events) {
    Set<List<String>> seen = new HashSet<>();
    List<ChannelEvent> kept = new ArrayList<>(events.size());
    for (ChannelEvent event : events) {
      if (!(event instanceof ChannelEvent.Received received)
          || seen.add(List.of(received.address().account(), received.message().id()))) {
        kept.add(event);
      }
    }
    return kept;
  }
}
