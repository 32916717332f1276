package io.botflow.server.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as people see it.
 *
 * @param channel such as {@code whatsapp}
 * @param owner who answers: {@code bot}, {@code queue} or {@code person}
 * @param status {@code open}, {@code snoozed} or {@code resolved}
 * @param snoozedUntil null also where it is snoozed until the customer writes
 * @param unread messages that came while the bot did not own it and nobody has looked at
 * @param windowEndsAt until when free messages may go; null where the channel has no such window
 * @param windowOpen whether free messages may go now
 * @param position where it stands in its flow; null in lists and where it stands nowhere
 * @param variables of the flow that it is in; null in lists
 */
record ConversationView(
    UUID id,
    UUID botId,
    UUID channelId,
    String channel,
    ContactSummary contact,
    String owner,
    @Nullable Assignee assignee,
    String status,
    @Nullable Instant snoozedUntil,
    int unread,
    List<LabelView> labels,
    @Nullable Excerpt lastMessage,
    Instant lastActivityAt,
    @Nullable Instant windowEndsAt,
    boolean windowOpen,
    Instant createdAt,
    @Nullable Position position,
    @Nullable JsonNode variables) {
  ConversationView {
    labels = List.copyOf(labels);
  }

  /** Who writes. */
  record ContactSummary(
      UUID id, @Nullable String name, @Nullable String phone, @Nullable String username) {}

  /** Who looks after it; the name is null where it is no member any more. */
  record Assignee(UUID id, @Nullable String name) {}

  /**
   * The beginning of a message.
   *
   * @param sentBy {@code customer}, {@code bot} or {@code person}
   */
  record Excerpt(UUID id, String text, String sentBy, Instant at) {}

  /**
   * Where a flow waits.
   *
   * @param waitsUntil when it goes on by itself, or null
   */
  record Position(
      String flow, String version, @Nullable String node, @Nullable Instant waitsUntil) {}
}
