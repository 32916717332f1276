package io.botflow.server.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.engine.FlowPorts;
import io.botflow.engine.FlowSchema;
import io.botflow.message.ChannelLimits;
import io.botflow.node.NodeCard;
import io.botflow.node.NodeType;
import io.botflow.node.NodeTypes;
import io.botflow.server.api.Access;
import io.botflow.server.api.Answer;
import io.botflow.server.api.Permission;
import io.botflow.server.api.Route;
import io.botflow.server.api.RouteSource;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;

/** What flows can be made of, partners' node types included. */
final class NodeTypeRoutes implements RouteSource {
  private final NodeTypeCatalogue catalogue;

  @Inject
  NodeTypeRoutes(NodeTypes types) {
    this.catalogue =
        new NodeTypeCatalogue(
            types.all().stream().map(NodeTypeView::of).toList(), ChannelLimits.MESSENGER);
  }

  /**
   * @param category where it stands in the palette: {@code talk}
   * @param ports of a node of which nothing is set up yet; an answer about a workflow has those of
   *     its nodes
   * @param settings JSON schema (draft 2020-12) of {@code data.config}, with hints for forms
   */
  record NodeTypeView(
      String name,
      String label,
      String category,
      String description,
      List<NodePort> ports,
      JsonNode settings) {
    static NodeTypeView of(NodeType<?> type) {
      NodeCard card = type.card();
      return new NodeTypeView(
          type.name(),
          card.label(),
          card.category().name().toLowerCase(Locale.ROOT),
          card.description(),
          FlowPorts.of(type).stream().map(NodePort::of).toList(),
          FlowSchema.settings(type));
    }
  }

  /**
   * @param limits what a channel can show at most; menus beyond it become lists and then text
   */
  record NodeTypeCatalogue(List<NodeTypeView> data, ChannelLimits limits) {}

  NodeTypeCatalogue catalogue() {
    return catalogue;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(
                "/api/node-types",
                new Access.Member(Permission.BOTS_READ),
                "Lists the node types with their settings, ports and limits.",
                call -> Answer.ok(catalogue))
            .answering(NodeTypeCatalogue.class));
  }
}
