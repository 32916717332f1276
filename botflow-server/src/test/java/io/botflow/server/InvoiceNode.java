package io.botflow.server;

import io.botflow.expression.Template;
import io.botflow.node.NodeCard;
import io.botflow.node.NodeType;
import io.botflow.node.Outcome;
import io.botflow.node.Port;
import io.botflow.node.Setting;
import io.botflow.node.TurnContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A partner's node type, of which the dashboard knows nothing but what the server says. */
final class InvoiceNode implements NodeType<InvoiceNode.Config> {
  enum Copy {
    MAIL,
    PRINT
  }

  /**
   * The settings.
   *
   * @param inParts whether it may be paid in parts, which has a way out of its own
   */
  record Config(
      @Setting(value = "Words on the invoice", translated = true) Template words,
      @Setting("In parts") boolean inParts,
      @Setting("Copies") Set<Copy> copies) {}

  @Override
  public String name() {
    return "send_invoice";
  }

  @Override
  public NodeCard card() {
    return new NodeCard("Send an invoice", NodeCard.Category.OUTSIDE, "Sends what is to be paid.");
  }

  @Override
  public Class<Config> config() {
    return Config.class;
  }

  @Override
  public List<Port> ports(Config config) {
    List<Port> ports = new ArrayList<>(List.of(Port.required("sent")));
    if (config.inParts()) {
      ports.add(Port.optional("partly_paid"));
    }
    return ports;
  }

  @Override
  public Outcome enter(Config config, TurnContext turn) {
    return new Outcome.Leave("sent");
  }
}
