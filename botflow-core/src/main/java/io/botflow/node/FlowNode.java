package io.botflow.node;

import io.botflow.expression.Expression;
import io.botflow.flow.ProblemCode;
import io.botflow.flow.VariableType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Goes through another flow and comes back. */
public final class FlowNode implements NodeType<FlowNode.Config> {

  /**
   * The settings.
   *
   * @param inputs the other flow's variables and what they begin with
   * @param outputs this flow's variables and the other flow's that they get at its end
   */
  public record Config(
      @Setting(value = "Flow", holds = "flow") String flow,
      @Setting("Give") Map<String, Expression> inputs,
      @Setting("Take back") Map<String, String> outputs) {
    public Config {
      inputs = Values.ordered(inputs);
      outputs = Values.ordered(outputs);
    }
  }

  @Override
  public String name() {
    return "flow";
  }

  @Override
  public NodeCard card() {
    return new NodeCard("Sub-flow", NodeCard.Category.LOGIC, "Runs another flow and comes back.");
  }

  @Override
  public Class<Config> config() {
    return Config.class;
  }

  @Override
  public List<Port> ports(Config config) {
    return List.of(Port.required(Port.NEXT), Port.optional(Port.ERROR));
  }

  @Override
  public Map<String, VariableType> fills(Config config) {
    Map<String, VariableType> fills = new LinkedHashMap<>();
    config.outputs().keySet().forEach(variable -> fills.put(variable, VariableType.ANY));
    return fills;
  }

  /** The other flow may wait. */
  @Override
  public boolean waits(Config config) {
    return true;
  }

  /** A flow that cannot be called fails at once. */
  @Override
  public boolean waits(Config config, String port) {
    return port.equals(Port.NEXT);
  }

  @Override
  public void check(Config config, FlowCheck check) {
    if (Boolean.FALSE.equals(check.knowsFlow(config.flow()))) {
      check.report(
          ProblemCode.UNKNOWN_REFERENCE, "/flow", "There is no flow \"" + config.flow() + "\".");
    }
  }

  @Override
  public Outcome enter(Config config, TurnContext turn) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    config
        .inputs()
        .forEach(
            (name, expression) -> {
              Object value = turn.evaluate(expression);
              if (value != null) {
                inputs.put(name, value);
              }
            });
    return new Outcome.Call(config.flow(), inputs);
  }

  @Override
  public Outcome resume(Config config, TurnContext turn, Resumption why) {
    if (why instanceof Resumption.Returned returned) {
      config.outputs().forEach((ours, theirs) -> turn.set(ours, returned.variables().get(theirs)));
    }
    return Outcome.NEXT;
  }
}
