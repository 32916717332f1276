package io.botflow.engine;

import io.botflow.flow.ProblemCode;
import io.botflow.node.MessageNode;
import io.botflow.node.MessageSpec;
import io.botflow.node.QuestionNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares the places that send the same approved template: its parameters are the same at all. */
final class ApprovedTemplates {
  private final FlowGraph graph;
  private final FlowAnalysis.Findings findings;

  ApprovedTemplates(FlowGraph graph, FlowAnalysis.Findings findings) {
    this.graph = graph;
    this.findings = findings;
  }

  /** What the first place that sends a template gives to it. */
  private record First(String node, List<@Nullable String> parameters) {}

  void run() {
    Map<String, First> known = new HashMap<>();
    for (int i = 0; i < graph.size(); i++) {
      Step<?> step = graph.step(i);
      MessageSpec.Approved template = step == null ? null : template(step.config());
      if (step == null || template == null) {
        continue;
      }
      List<@Nullable String> parameters =
          template.parameters().stream().<@Nullable String>map(MessageSpec.Value::name).toList();
      First first = known.putIfAbsent(template.name(), new First(step.id(), parameters));
      if (first != null && !same(first.parameters(), parameters)) {
        findings.config(
            ProblemCode.TEMPLATE_PARAMETERS,
            i,
            "/template/parameters",
            "\""
                + first.node()
                + "\" sends \""
                + template.name()
                + "\" with "
                + first.parameters().size()
                + " values, this node with "
                + parameters.size()
                + " or with other names.");
      }
    }
  }

  private static MessageSpec.@Nullable Approved template(Object config) {
    if (config instanceof MessageNode.Config message) {
      return message.template();
    }
    return config instanceof QuestionNode.Config question ? question.template() : null;
  }

  /** Named values may come in any order. */
  private static boolean same(List<@Nullable String> a, List<@Nullable String> b) {
    return a.size() == b.size() && a.containsAll(b) && b.containsAll(a);
  }
}
