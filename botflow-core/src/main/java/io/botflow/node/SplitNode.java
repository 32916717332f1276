package io.botflow.node;

import io.botflow.event.Event;
import io.botflow.flow.ProblemCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sends contacts different ways by weight; a contact always goes the same way. */
public final class SplitNode implements NodeType<SplitNode.Config> {

  /** The settings. */
  public record Config(@Setting("Branches") List<Branch> branches) {
    public Config {
      branches = branches == null ? List.of() : List.copyOf(branches);
    }
  }

  /** One way and its share among all weights. */
  public record Branch(@Setting("Name") String port, @Setting("Weight") double weight) {}

  @Override
  public String name() {
    return "split";
  }

  @Override
  public NodeCard card() {
    return new NodeCard(
        "Split", NodeCard.Category.LOGIC, "Sends customers different ways by chance, for trials.");
  }

  @Override
  public Class<Config> config() {
    return Config.class;
  }

  @Override
  public List<Port> ports(Config config) {
    List<Port> ports = new ArrayList<>(config.branches().size());
    config.branches().forEach(branch -> ports.add(Port.required(branch.port())));
    return ports;
  }

  @Override
  public void check(Config config, FlowCheck check) {
    if (config.branches().size() < 2) {
      check.report(ProblemCode.MISSING_VALUE, "/branches", "A split has at least two branches.");
    }
    Set<String> ports = new HashSet<>();
    double all = 0;
    for (int i = 0; i < config.branches().size(); i++) {
      Branch branch = config.branches().get(i);
      all += branch.weight();
      if (branch.weight() < 0) {
        check.report(
            ProblemCode.BAD_VALUE, "/branches/" + i + "/weight", "A weight is not negative.");
      }
      if (branch.port().isBlank() || !ports.add(branch.port())) {
        check.report(
            ProblemCode.BAD_VALUE,
            "/branches/" + i + "/port",
            "A branch has a name that no other one has.");
      }
    }
    if (all <= 0) {
      check.report(ProblemCode.BAD_VALUE, "/branches", "At least one weight is above 0.");
    }
  }

  @Override
  public Outcome enter(Config config, TurnContext turn) {
    double all = 0;
    for (Branch branch : config.branches()) {
      all += branch.weight();
    }
    double left = turn.share() * all;
    String port = config.branches().get(config.branches().size() - 1).port();
    for (Branch branch : config.branches()) {
      left -= branch.weight();
      if (left < 0) {
        port = branch.port();
        break;
      }
    }
    turn.record(new Event.Decided(turn.node(), port, null));
    return new Outcome.Leave(port);
  }
}
