package io.botflow.runtime;

import io.botflow.message.ChannelAddress;
import io.botflow.spi.BotRef;
import io.botflow.spi.FlowSource;
import io.botflow.spi.FlowVersion;
import io.botflow.testing.RecordingChannel;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Flows that answer at the recording channel's address only. */
record OneAddress(FlowsInMemory flows) implements FlowSource {
  @Override
  public @Nullable BotRef route(ChannelAddress address) {
    return address.equals(RecordingChannel.ADDRESS) ? flows.route(address) : null;
  }

  @Override
  public @Nullable FlowVersion current(UUID organization, UUID bot) {
    return flows.current(organization, bot);
  }

  @Override
  public @Nullable FlowVersion version(UUID organization, String version) {
    return flows.version(organization, version);
  }

  @Override
  public @Nullable FlowVersion flow(UUID organization, String flowId) {
    return flows.flow(organization, flowId);
  }
}
