package io.botflow.node;

import io.botflow.flow.VariableType;
import java.util.List;
import java.util.Map;

/**
 * A kind of step that authors can put into a flow. A type is one file: its config record, its name,
 * its ports, its check, and what it does. Types are stateless and thread-safe; all that a step
 * knows comes from its config and its {@link TurnContext}.
 *
 * <p>The config is a record whose components are the settings. Texts that may contain {@code {{ }}}
 * are {@link io.botflow.expression.Template}s, conditions and assignments are {@link
 * io.botflow.expression.Expression}s: both arrive compiled.
 *
 * @param <C> the config record
 */
public interface NodeType<C> {

  /** The name in documents, in lower snake case. */
  String name();

  /** How it stands in an editor's palette. */
  default NodeCard card() {
    return NodeCard.of(name());
  }

  /** The config record. */
  Class<C> config();

  /** The ways out, the usual one first; depends on the config where an author can add branches. */
  default List<Port> ports(C config) {
    return List.of(Port.required(Port.NEXT));
  }

  /** Reports everything that is wrong with a config; never throws. */
  default void check(C config, FlowCheck check) {}

  /** The variables that it fills, with their types. */
  default Map<String, VariableType> fills(C config) {
    return Map.of();
  }

  /**
   * Whether it can wait for the customer or for time, so that a cycle through it is no endless one.
   */
  default boolean waits(C config) {
    return false;
  }

  /**
   * Whether a turn that leaves by this port has surely waited here; by default every port of a node
   * that can wait.
   */
  default boolean waits(C config, String port) {
    return waits(config);
  }

  /**
   * Ids of other nodes whose settings it uses without an edge to them, as a model uses calls. Such
   * a node needs no edges.
   */
  default List<String> uses(C config) {
    return List.of();
  }

  /** Whether it hands the customer's words to a model, so that a burst is worth waiting for. */
  default boolean asksModel() {
    return false;
  }

  /** The turn comes to this node. */
  Outcome enter(C config, TurnContext turn);

  /** The turn goes on at this node after it waited. */
  default Outcome resume(C config, TurnContext turn, Resumption why) {
    return Outcome.NEXT;
  }
}
