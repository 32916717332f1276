package io.botflow.engine;

import io.botflow.node.NodeType;
import io.botflow.node.Outcome;
import io.botflow.node.Port;
import io.botflow.node.Resumption;
import io.botflow.node.TurnContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node ready to run: its config read, one for each language that differs, and its edges resolved.
 *
 * @param <C> the node type's config
 */
final class Step<C> {
  private final String id;
  private final NodeType<C> type;
  private final C config;
  private final Map<String, C> translations;
  private final String[] ports;
  private final @Nullable Step<?>[] targets;
  private boolean handsToModel;

  Step(String id, NodeType<C> type, C config, Map<String, C> translations, String[] ports) {
    this.id = id;
    this.type = type;
    this.config = config;
    this.translations = Map.copyOf(translations);
    this.ports = ports;
    this.targets = new Step<?>[ports.length];
  }

  String id() {
    return id;
  }

  NodeType<C> type() {
    return type;
  }

  C config() {
    return config;
  }

  Outcome enter(String language, TurnContext turn) {
    return type.enter(config(language), turn);
  }

  Outcome resume(String language, TurnContext turn, Resumption why) {
    return type.resume(config(language), turn, why);
  }

  /** The settings in a language where they are of this type; else null. */
  <T> @Nullable T settings(String language, Class<T> of) {
    C own = config(language);
    return of.isInstance(own) ? of.cast(own) : null;
  }

  private C config(String language) {
    return translations.isEmpty() ? config : translations.getOrDefault(language, config);
  }

  /** Where a port leads; null where nothing is drawn. */
  @Nullable Step<?> target(String port) {
    for (int i = 0; i < ports.length; i++) {
      if (ports[i].equals(port)) {
        return targets[i];
      }
    }
    return null;
  }

  /** Whether a way out is one of those that another one stands in for where they are not drawn. */
  boolean isOption(String port) {
    return type.ports(config).stream().anyMatch(other -> other.unless().contains(port));
  }

  /** Whether a way out that is not drawn leaves a customer without an answer. */
  boolean needsFallback(String port) {
    return !port.equals(Port.NEXT) && !port.equals(Port.TIMEOUT) && !type.name().equals("handoff");
  }

  /** Connects a port; called only while the flow is compiled. */
  void connect(String port, Step<?> target) {
    for (int i = 0; i < ports.length; i++) {
      if (ports[i].equals(port)) {
        targets[i] = target;
      }
    }
  }

  /** Whether what the customer answers here goes on to a model; set only while it is compiled. */
  void handsToModel(boolean so) {
    handsToModel = so;
  }

  boolean handsToModel() {
    return handsToModel;
  }

  @Nullable Step<?>[] targets() {
    return targets;
  }

  String[] ports() {
    return ports;
  }
}
