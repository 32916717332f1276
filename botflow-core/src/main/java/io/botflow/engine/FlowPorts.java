package io.botflow.engine;

import io.botflow.flow.Flow;
import io.botflow.flow.Node;
import io.botflow.message.ChannelLimits;
import io.botflow.node.NodeType;
import io.botflow.node.NodeTypes;
import io.botflow.node.Port;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ways out that an editor draws at nodes, however unready a flow is. */
public final class FlowPorts {
  private FlowPorts() {}

  /** By node id. A node whose type is unknown or whose settings cannot be read is left out. */
  public static Map<String, List<Port>> of(Flow flow, NodeTypes types) {
    Map<String, List<Port>> ports = new LinkedHashMap<>();
    for (Node node : flow.nodes()) {
      NodeType<?> type = types.find(node.type());
      List<Port> own = type == null ? null : of(type, node, flow);
      if (own != null) {
        ports.putIfAbsent(node.id(), own);
      }
    }
    return ports;
  }

  /** Those of a node of this type of which nothing is set up yet. */
  public static List<Port> of(NodeType<?> type) {
    List<Port> ports = ofEmpty(type);
    return ports == null ? List.of() : ports;
  }

  private static <C> @Nullable List<Port> ofEmpty(NodeType<C> type) {
    return ports(type, type.config().cast(ConfigReader.empty(type.config())));
  }

  private static <C> @Nullable List<Port> of(NodeType<C> type, Node node, Flow flow) {
    Binding binding =
        new Binding(
            node,
            null,
            ChannelLimits.MESSENGER,
            flow,
            Known.NOTHING,
            new ArrayList<>(),
            new Reads());
    return ports(type, ConfigReader.draft(type.config(), node.config(), binding));
  }

  private static <C> @Nullable List<Port> ports(NodeType<C> type, @Nullable C config) {
    if (config == null) {
      return null;
    }
    try {
      return List.copyOf(type.ports(config));
    } catch (RuntimeException e) {
      // A type may count on settings that it requires, and that are not there yet.
      return null;
    }
  }
}
