package io.botflow.runtime;

import io.botflow.flow.Flow;
import io.botflow.message.ChannelAddress;
import io.botflow.spi.BotRef;
import io.botflow.spi.FlowSource;
import io.botflow.spi.FlowVersion;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One bot of one organisation, whose flow a program holds: it answers at every address. The first
 * flow is the bot's, the others can be called from it. Immutable but for the addresses that it has
 * seen; thread-safe.
 */
public final class FlowsInMemory implements FlowSource {
  /** The organisation of programs that have one only. */
  public static final UUID ORGANIZATION = new UUID(0x8000L, 0x8000_0000_0000_0001L);

  private static final UUID BOT = new UUID(0x8000L, 0x8000_0000_0000_0002L);

  private final Map<String, FlowVersion> byId = new LinkedHashMap<>();
  private final Map<String, FlowVersion> byVersion = new LinkedHashMap<>();
  private final FlowVersion current;
  private final Map<ChannelAddress, BotRef> routes = new ConcurrentHashMap<>();

  /** These flows, at least one; each has its own id. */
  public FlowsInMemory(List<Flow> flows) {
    if (flows.isEmpty()) {
      throw new IllegalArgumentException("a bot needs a flow");
    }
    for (Flow flow : flows) {
      // The version names the content, so that a session of a store that outlives the program
      // goes on where the flow is the same, and is told apart where it changed.
      FlowVersion version =
          new FlowVersion(flow.id() + "@" + named(flow.document().toString()), flow);
      if (byId.putIfAbsent(flow.id(), version) != null) {
        throw new IllegalArgumentException("two flows have the id \"" + flow.id() + "\"");
      }
      byVersion.put(version.version(), version);
    }
    current = byId.values().iterator().next();
  }

  @Override
  public BotRef route(ChannelAddress address) {
    return routes.computeIfAbsent(
        address,
        ignored ->
            new BotRef(ORGANIZATION, BOT, named(address.channel() + ":" + address.account())));
  }

  @Override
  public FlowVersion current(UUID organization, UUID bot) {
    return current;
  }

  @Override
  public @Nullable FlowVersion version(UUID organization, String version) {
    return byVersion.get(version);
  }

  @Override
  public @Nullable FlowVersion flow(UUID organization, String flowId) {
    return byId.get(flowId);
  }

  /** All of them, the bot's own first. */
  public List<FlowVersion> all() {
    return List.copyOf(byId.values());
  }

  private static UUID named(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
