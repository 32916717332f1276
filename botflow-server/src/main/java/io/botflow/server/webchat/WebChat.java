package io.botflow.server.webchat;

import io.botflow.message.ChannelAddress;
import io.botflow.server.config.Secret;
import java.util.Set;
import java.util.UUID;

/**
 * A connected web chat.
 *
 * @param id ours
 * @param key what the snippet on the page carries; public
 * @param origins the pages that may show it, as browsers name them
 * @param secret signs the visitors' tokens
 */
record WebChat(UUID organization, UUID id, String key, Set<String> origins, Secret secret) {
  WebChat {
    origins = Set.copyOf(origins);
  }

  ChannelAddress address() {
    return new ChannelAddress(WebChatChannel.NAME, key);
  }
}
