package io.botflow.node;

import io.botflow.event.Event;
import io.botflow.expression.Expression;
import io.botflow.flow.ProblemCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Chooses a way by conditions; the first that holds wins. */
public final class ConditionNode implements NodeType<ConditionNode.Config> {
  /** The way out when no branch holds. */
  static final String ELSE = "else";

  /** The settings. */
  public record Config(@Setting("Branches") List<Branch> branches) {
    public Config {
      branches = branches == null ? List.of() : List.copyOf(branches);
    }
  }

  /**
   * One branch.
   *
   * @param port its way out
   * @param when an expression, or a rule of variable, operator and value
   */
  public record Branch(
      @Setting("Name") String port,
      @Setting(value = "When", holds = Setting.CONDITION) Expression when) {}

  @Override
  public String name() {
    return "condition";
  }

  @Override
  public NodeCard card() {
    return new NodeCard(
        "Condition", NodeCard.Category.LOGIC, "Takes the first branch whose condition holds.");
  }

  @Override
  public Class<Config> config() {
    return Config.class;
  }

  @Override
  public List<Port> ports(Config config) {
    List<Port> ports = new ArrayList<>(config.branches().size() + 1);
    config.branches().forEach(branch -> ports.add(Port.required(branch.port())));
    ports.add(Port.required(ELSE));
    return ports;
  }

  @Override
  public void check(Config config, FlowCheck check) {
    if (config.branches().isEmpty()) {
      check.report(ProblemCode.MISSING_VALUE, "/branches", "Add a branch.");
    }
    Set<String> ports = new HashSet<>(Set.of(ELSE));
    for (int i = 0; i < config.branches().size(); i++) {
      String port = config.branches().get(i).port();
      if (port.isBlank() || !ports.add(port)) {
        check.report(
            ProblemCode.BAD_VALUE,
            "/branches/" + i + "/port",
            "A branch has a name that no other one has.");
      }
    }
  }

  @Override
  public Outcome enter(Config config, TurnContext turn) {
    for (Branch branch : config.branches()) {
      if (Boolean.TRUE.equals(turn.evaluate(branch.when()))) {
        turn.record(new Event.Decided(turn.node(), branch.port(), branch.when().source()));
        return new Outcome.Leave(branch.port());
      }
    }
    turn.record(new Event.Decided(turn.node(), ELSE, null));
    return new Outcome.Leave(ELSE);
  }
}
