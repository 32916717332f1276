package io.botflow.server.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.node.NodeType;
import io.botflow.node.NodeTypes;
import io.botflow.node.Outcome;
import io.botflow.node.Port;
import io.botflow.node.Setting;
import io.botflow.node.TurnContext;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A partner's node type in the editor, of which the partner only wrote what it does. */
class PartnersNodeTypeTest {
  private static final class Invoice implements NodeType<Invoice.Config> {
    record Config(@Setting("Amount") String amount) {}

    @Override
    public String name() {
      return "send_invoice";
    }

    @Override
    public Class<Config> config() {
      return Config.class;
    }

    @Override
    public List<Port> ports(Config config) {
      return List.of(Port.required(config.amount().isEmpty() ? "free" : "paid"));
    }

    @Override
    public Outcome enter(Config config, TurnContext turn) {
      return Outcome.NEXT;
    }
  }

  @Test
  void itIsInTheCatalogueWithAFormOfItsOwn() {
    NodeTypes types = NodeTypes.standard().with(List.of(new Invoice()));
    NodeTypeRoutes.NodeTypeView last = new NodeTypeRoutes(types).catalogue().data().getLast();

    assertThat(last.name()).isEqualTo("send_invoice");
    assertThat(last.label()).isEqualTo("Send invoice");
    assertThat(last.category()).isEqualTo("other");
    assertThat(last.ports()).as("it counts on its amount").isEmpty();
    assertThat(last.settings().at("/properties/amount/title").asText()).isEqualTo("Amount");
    assertThat(last.settings().at("/required/0").asText()).isEqualTo("amount");
  }
}
