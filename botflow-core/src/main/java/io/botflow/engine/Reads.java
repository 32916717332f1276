package io.botflow.engine;

import io.botflow.expression.Expression;
import io.botflow.expression.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every place of a flow where names are read, gathered while it is compiled, for the analysis. */
final class Reads {

  /** One text or expression: where it stands and which names it reads. */
  record Place(String within, String source, Set<String> names, boolean always) {}

  private final Map<String, List<Place>> byNode = new LinkedHashMap<>();

  void template(String node, String within, Template template) {
    places(node).add(new Place(within, template.source(), template.names(), template.isConstant()));
  }

  void expression(String node, String within, Expression expression) {
    places(node).add(new Place(within, expression.source(), expression.names(), false));
  }

  List<Place> of(String node) {
    return byNode.getOrDefault(node, List.of());
  }

  private List<Place> places(String node) {
    return byNode.computeIfAbsent(node, key -> new ArrayList<>());
  }
}
