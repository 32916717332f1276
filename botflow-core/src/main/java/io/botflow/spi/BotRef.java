package io.botflow.spi;

import java.util.Objects;
import java.util.UUID;

/**
 * Whose bot answers where: the tenant, the bot, and the channel account's own row.
 *
 * @param channel our id of the business account on its channel
 */
public record BotRef(UUID organization, UUID bot, UUID channel) {
  public BotRef {
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(bot, "bot");
    Objects.requireNonNull(channel, "channel");
  }
}
