package io.botflow.engine;

import io.botflow.expression.Expression;
import io.botflow.expression.Template;
import io.botflow.expression.Uses;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every expression of a flow by node, gathered while it is compiled, for the analysis. */
final class Reads {

  /**
   * One expression.
   *
   * @param within the JSON pointer of its place in the node's config
   */
  record Place(String within, Expression expression, Uses uses) {}

  private final Map<String, List<Place>> byNode = new LinkedHashMap<>();

  void template(String node, String within, Template template) {
    template.expressions().forEach(expression -> expression(node, within, expression));
  }

  void expression(String node, String within, Expression expression) {
    byNode
        .computeIfAbsent(node, key -> new ArrayList<>())
        .add(new Place(within, expression, expression.uses()));
  }

  List<Place> of(String node) {
    return byNode.getOrDefault(node, List.of());
  }
}
