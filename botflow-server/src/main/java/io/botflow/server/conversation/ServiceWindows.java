package io.botflow.server.conversation;

import io.botflow.spi.Channel;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Until when the channels take free messages. */
final class ServiceWindows {
  private final Map<String, Channel> channels = new HashMap<>();

  @Inject
  ServiceWindows(Channel channel, Set<Channel> further) {
    channels.put(channel.name(), channel);
    further.forEach(each -> channels.put(each.name(), each));
  }

  /** The channel of this name; null where this server has none. */
  @Nullable Channel channel(String name) {
    return channels.get(name);
  }

  /** Whether the channel has a window at all. */
  boolean has(String channel) {
    return window(channel) != null;
  }

  /** When it closes, or closed; null where it never opened, or where there is none. */
  @Nullable Instant end(String channel, @Nullable Instant lastInbound) {
    Duration window = window(channel);
    return window == null || lastInbound == null ? null : lastInbound.plus(window);
  }

  private @Nullable Duration window(String name) {
    Channel channel = channels.get(name);
    return channel == null ? null : channel.rules().serviceWindow();
  }
}
