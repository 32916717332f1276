package io.botflow.node;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The node types that flows may use. Immutable. */
public final class NodeTypes {
  private final Map<String, NodeType<?>> byName;

  private NodeTypes(Map<String, NodeType<?>> byName) {
    this.byName = byName;
  }

  /** BotFlow's own. */
  public static NodeTypes standard() {
    return new NodeTypes(Map.of())
        .with(
            List.of(
                new TriggerNode(),
                new MessageNode(),
                new QuestionNode(),
                new ConditionNode(),
                new AiResponseNode(),
                new ApiCallNode(),
                new HandoffNode(),
                new EndNode(),
                new SetNode(),
                new WaitNode(),
                new SplitNode(),
                new FlowNode(),
                new NoteNode()));
  }

  /** BotFlow's own and those that jars on the class path offer as services. */
  public static NodeTypes discovered() {
    return discovered(Thread.currentThread().getContextClassLoader());
  }

  /**
   * BotFlow's own and those that a class loader's jars offer as services.
   *
   * @throws java.util.ServiceConfigurationError where a jar names a type that cannot be loaded
   * @throws IllegalArgumentException where two types have one name
   */
  @SuppressWarnings("rawtypes")
  public static NodeTypes discovered(@Nullable ClassLoader loader) {
    NodeTypes types = standard();
    for (NodeType<?> type : ServiceLoader.load(NodeType.class, loader)) {
      types = types.with(List.of(type));
    }
    return types;
  }

  /** These and more; two types of one name are a mistake of the program. */
  public NodeTypes with(List<? extends NodeType<?>> more) {
    Map<String, NodeType<?>> all = new LinkedHashMap<>(byName);
    for (NodeType<?> type : more) {
      if (!type.config().isRecord()) {
        throw new IllegalArgumentException(
            "the config of \"" + type.name() + "\" is no record: " + type.config().getName());
      }
      if (all.putIfAbsent(type.name(), type) != null) {
        throw new IllegalArgumentException("two node types are called \"" + type.name() + "\"");
      }
    }
    return new NodeTypes(java.util.Collections.unmodifiableMap(all));
  }

  /** The type of that name; null where there is none. */
  public @Nullable NodeType<?> find(String name) {
    return byName.get(name);
  }

  /** All of them, in the order of registration. */
  public Collection<NodeType<?>> all() {
    return byName.values();
  }
}
