package io.botflow.server.bot;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A bot as its organisation sees it.
 *
 * @param taskType what it is for
 * @param active whether it takes new conversations; those under way go on
 * @param live whether what it begins with is published
 * @param mainWorkflowId what it begins with; null before its first workflow
 * @param channels where customers reach it
 */
record BotView(
    UUID id,
    String name,
    @Nullable String description,
    String taskType,
    boolean active,
    boolean live,
    @Nullable UUID mainWorkflowId,
    List<BotChannel> channels,
    Instant createdAt,
    Instant updatedAt) {
  BotView {
    channels = List.copyOf(channels);
  }

  /**
   * @param kind {@code whatsapp}, {@code webchat}
   * @param account as its network calls it
   * @param name as people call it; null for none
   */
  record BotChannel(UUID id, String kind, String account, @Nullable String name) {}
}
