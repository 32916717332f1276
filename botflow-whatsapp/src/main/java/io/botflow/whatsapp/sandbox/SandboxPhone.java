package io.botflow.whatsapp.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A simulated person with a phone: writes to businesses, taps their buttons, gets their messages.
 *
 * <p>Safe for use by many threads. The methods that send return the {@code wamid} of the message at
 * once; the webhook is delivered in the background.
 */
public final class SandboxPhone {
  private final SandboxNetwork network;
  private final Person person;
  private final int maxMessages;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Deque<SandboxMessage> messages = new ArrayDeque<>();
  private long awaited;
  private volatile @Nullable String business;

  SandboxPhone(SandboxNetwork network, Person person, int maxMessages) {
    this.network = network;
    this.person = person;
    this.maxMessages = maxMessages;
  }

  /** The person's phone number, or business-scoped id when they show no number. */
  public String address() {
    return person.address();
  }

  /** Chooses the business number to write to; needed only when several are registered. */
  public SandboxPhone talkTo(String phoneNumberId) {
    business = phoneNumberId;
    return this;
  }

  /** Writes a text. */
  public String say(String text) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("type", "text").putObject("text").put("body", text);
    return send(node);
  }

  /**
   * Taps a button or list row of the newest message that has any.
   *
   * @param choice its title (in any case), its id, or its place counted from 1
   * @throws IllegalArgumentException when there is nothing like that to tap
   */
  public String tap(String choice) {
    SandboxMessage message = newestWithChoices();
    SandboxMessage.Choice chosen = find(message, choice);
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("type", "interactive");
    node.putObject("context").put("from", message.phoneNumberId()).put("id", message.id());
    String kind = chosen.inList() ? "list_reply" : "button_reply";
    ObjectNode reply = node.putObject("interactive").put("type", kind).putObject(kind);
    reply.put("id", chosen.id()).put("title", chosen.title());
    if (chosen.description() != null) {
      reply.put("description", chosen.description());
    }
    return network.fromPerson(person, message.phoneNumberId(), node);
  }

  /** Taps a quick reply of a template message. */
  public String tapTemplateButton(String text, @Nullable String payload) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ObjectNode button = node.put("type", "button").putObject("button").put("text", text);
    if (payload != null) {
      button.put("payload", payload);
    }
    return send(node);
  }

  /** Shares a place. */
  public String sendLocation(double latitude, double longitude, @Nullable String name) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ObjectNode location = node.put("type", "location").putObject("location");
    location.put("latitude", latitude).put("longitude", longitude);
    if (name != null) {
      location.put("name", name);
    }
    return send(node);
  }

  /** Sends a picture; the business can download it by its media id. */
  public String sendImage(byte[] bytes, String mimeType, @Nullable String caption) {
    return sendMedia("image", bytes, mimeType, caption);
  }

  /** Sends any kind of medium: {@code image}, {@code video}, {@code audio}, {@code document}. */
  public String sendMedia(String type, byte[] bytes, String mimeType, @Nullable String caption) {
    MediaShelf.Item item = network.media().put(bytes, mimeType, MediaShelf.INBOUND_LIFE);
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ObjectNode media = node.put("type", type).putObject(type);
    media.put("mime_type", mimeType).put("sha256", item.sha256()).put("id", item.id());
    if (caption != null) {
      media.put("caption", caption);
    }
    return send(node);
  }

  /** Reacts to a message; an empty emoji takes the reaction back. */
  public String react(String messageId, String emoji) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ObjectNode reaction = node.put("type", "reaction").putObject("reaction");
    reaction.put("message_id", messageId).put("emoji", emoji);
    return send(node);
  }

  /** Stops the business's offers in WhatsApp's own settings. */
  public void stopOffers() {
    network.prefers(person, network.businessNumber(business), true);
  }

  /** Allows the business's offers again. */
  public void allowOffers() {
    network.prefers(person, network.businessNumber(business), false);
  }

  /**
   * Sends a message of any type as Meta would deliver it; {@code from}, {@code id} and {@code
   * timestamp} are filled in where they are missing.
   */
  public String send(ObjectNode message) {
    return network.fromPerson(person, network.businessNumber(business), message);
  }

  /** The messages on this phone, oldest first. */
  public List<SandboxMessage> received() {
    return receivedAfter(0);
  }

  /** The messages on this phone with a {@link SandboxMessage#sequence} above the given one. */
  public List<SandboxMessage> receivedAfter(long sequence) {
    lock.lock();
    try {
      List<SandboxMessage> found = new ArrayList<>();
      for (SandboxMessage message : messages) {
        if (message.sequence() > sequence) {
          found.add(message);
        }
      }
      return found;
    } finally {
      lock.unlock();
    }
  }

  /** As {@link #receivedAfter(long)}, but waits for a message when there is none yet. */
  public List<SandboxMessage> receivedAfter(long sequence, Duration timeout)
      throws InterruptedException {
    long left = timeout.toNanos();
    lock.lockInterruptibly();
    try {
      while ((messages.isEmpty() || messages.getLast().sequence() <= sequence) && left > 0) {
        left = arrived.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
    return receivedAfter(sequence);
  }

  /** The next message that no call of this method or {@link #await} has returned yet. */
  public Optional<SandboxMessage> poll(Duration timeout) throws InterruptedException {
    long left = timeout.toNanos();
    lock.lockInterruptibly();
    try {
      while (true) {
        for (SandboxMessage message : messages) {
          if (message.sequence() > awaited) {
            awaited = message.sequence();
            return Optional.of(message);
          }
        }
        if (left <= 0) {
          return Optional.empty();
        }
        left = arrived.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * The next message, as {@link #poll}.
   *
   * @throws AssertionError when none arrives in time; its text lists what had arrived
   */
  public SandboxMessage await(Duration timeout) throws InterruptedException {
    return poll(timeout)
        .orElseThrow(
            () ->
                new AssertionError(
                    "no further message for "
                        + address()
                        + " within "
                        + timeout
                        + "; received so far: "
                        + received().stream().map(SandboxMessage::text).toList()));
  }

  void deliver(SandboxMessage message) {
    lock.lock();
    try {
      messages.addLast(message);
      if (messages.size() > maxMessages) {
        messages.removeFirst();
      }
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private SandboxMessage newestWithChoices() {
    List<SandboxMessage> all = received();
    for (int i = all.size() - 1; i >= 0; i--) {
      if (!all.get(i).choices().isEmpty()) {
        return all.get(i);
      }
    }
    throw new IllegalArgumentException("no message on this phone has anything to tap");
  }

  private static SandboxMessage.Choice find(SandboxMessage message, String wanted) {
    List<SandboxMessage.Choice> choices = message.choices();
    for (SandboxMessage.Choice choice : choices) {
      if (choice.title().equalsIgnoreCase(wanted) || choice.id().equals(wanted)) {
        return choice;
      }
    }
    for (int i = 0; i < choices.size(); i++) {
      if (Integer.toString(i + 1).equals(wanted)) {
        return choices.get(i);
      }
    }
    throw new IllegalArgumentException(
        "cannot tap '"
            + wanted
            + "', there is: "
            + choices.stream().map(SandboxMessage.Choice::title).toList());
  }
}
