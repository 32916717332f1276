package io.botflow.spi;

import io.botflow.message.ChannelAddress;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where bots and their published flows come from. Called for every message, so implementations
 * answer from memory most of the time. Thread-safe.
 */
public interface FlowSource {

  /** Which bot answers at this address; null where the address is not one of ours. */
  @Nullable BotRef route(ChannelAddress address);

  /** What a bot runs for new sessions; null where nothing is published or the bot is off. */
  @Nullable FlowVersion current(UUID organization, UUID bot);

  /** One published version, for sessions that began on it; null where it never was. */
  @Nullable FlowVersion version(UUID organization, String version);

  /**
   * The published version of another flow of the same organisation, by flow id; null where none.
   */
  @Nullable FlowVersion flow(UUID organization, String flowId);
}
