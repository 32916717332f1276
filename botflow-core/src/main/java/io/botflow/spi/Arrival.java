package io.botflow.spi;

import io.botflow.message.ChannelEvent;
import java.util.Objects;

/** A channel's event and the bot that it is for. */
public record Arrival(BotRef bot, ChannelEvent event) {
  public Arrival {
    Objects.requireNonNull(bot, "bot");
    Objects.requireNonNull(event, "event");
  }
}
