package io.botflow.engine;

import io.botflow.expression.Expressions;
import io.botflow.flow.Flow;
import io.botflow.flow.FlowProblem;
import io.botflow.flow.Node;
import io.botflow.flow.ProblemCode;
import io.botflow.flow.Severity;
import io.botflow.flow.Variable;
import io.botflow.flow.VariableType;
import io.botflow.message.ChannelLimits;
import io.botflow.node.NodeType;
import io.botflow.node.NodeTypes;
import io.botflow.node.Port;
import io.botflow.node.TriggerNode;
import io.botflow.spi.FlowVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles one flow: reads every config, then its edges, then looks at the whole. */
final class FlowCompiler {
  private final FlowVersion version;
  private final Flow flow;
  private final NodeTypes types;
  private final ChannelLimits limits;
  private final Known known;
  private final List<FlowProblem> problems = new ArrayList<>();
  private final Map<String, Step<?>> steps = new LinkedHashMap<>();
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Reads reads = new Reads();

  FlowCompiler(FlowVersion version, NodeTypes types, ChannelLimits limits, Known known) {
    this.version = version;
    this.flow = version.flow();
    this.types = types;
    this.limits = limits;
    this.known = known;
  }

  Compilation compile() {
    Map<String, VariableType> variables = variables();
    Expressions expressions = new Expressions(variables);
    Translations translations =
        new Translations(
            flow, (node, destination) -> binding(node, expressions, destination), problems);
    for (Node node : flow.nodes()) {
      if (nodes.putIfAbsent(node.id(), node) != null) {
        report(
            ProblemCode.DUPLICATE_ID, node, "/id", "Another node is called \"" + node.id() + "\".");
      } else if (!node.disabled()) {
        read(node, expressions, translations);
      }
    }
    translations.checkNodes(nodes.keySet());
    FlowGraph graph =
        new FlowGraph(nodes.values().stream().filter(node -> !node.disabled()).toList(), steps);
    new FlowEdges(flow, nodes, this::firstPort, graph, problems).connect();
    List<Entry> entries = entries();
    new FlowAnalysis(flow, graph, entries, reads, known, problems).run();
    List<FlowProblem> sorted =
        problems.stream()
            .distinct()
            .sorted(Comparator.comparing(FlowProblem::severity).thenComparingInt(this::place))
            .toList();
    if (sorted.stream().anyMatch(problem -> problem.severity() == Severity.ERROR)) {
      return new Compilation.Refused(sorted);
    }
    ModelPaths.mark(graph);
    return new Compilation.Ready(
        new CompiledFlow(
            version,
            steps,
            entries,
            names(variables),
            languages(),
            steps.values().stream().anyMatch(step -> step.type().asksModel())),
        sorted);
  }

  private int place(FlowProblem problem) {
    Node node = problem.node() == null ? null : nodes.get(problem.node());
    return node == null ? -1 : node.index();
  }

  /** Every variable: declared ones, and those that nodes fill. */
  private Map<String, VariableType> variables() {
    Map<String, VariableType> variables = new LinkedHashMap<>();
    for (Node node : flow.nodes()) {
      NodeType<?> type = types.find(node.type());
      if (type != null) {
        fills(type, node)
            .forEach(
                (name, filled) ->
                    variables.merge(name, filled, (a, b) -> a == b ? a : VariableType.ANY));
      }
    }
    int index = 0;
    Set<String> declared = new HashSet<>();
    for (Variable variable : flow.variables()) {
      String at = "/variables/" + index++ + "/name";
      if (!Expressions.isName(variable.name())) {
        problems.add(
            new FlowProblem(
                ProblemCode.BAD_VALUE,
                at,
                "\"" + variable.name() + "\" cannot be a variable's name.",
                null));
      } else if (!declared.add(variable.name())) {
        problems.add(
            new FlowProblem(
                ProblemCode.DUPLICATE_ID,
                at,
                "Another variable is called \"" + variable.name() + "\".",
                null));
      }
      variables.put(variable.name(), variable.type());
    }
    return variables;
  }

  private <C> Map<String, VariableType> fills(NodeType<C> type, Node node) {
    C config =
        ConfigReader.read(type.config(), node.config(), binding(node, null, new ArrayList<>()));
    return config == null ? Map.of() : type.fills(config);
  }

  /** The usual way out of a node, however unready its settings are. */
  private String firstPort(Node node) {
    NodeType<?> type = types.find(node.type());
    return type == null ? Port.NEXT : firstPort(type, node);
  }

  private <C> String firstPort(NodeType<C> type, Node node) {
    C config =
        ConfigReader.read(type.config(), node.config(), binding(node, null, new ArrayList<>()));
    List<Port> ports = config == null ? List.of() : type.ports(config);
    return ports.isEmpty() ? Port.NEXT : ports.get(0).name();
  }

  private void read(Node node, Expressions expressions, Translations translations) {
    NodeType<?> type = types.find(node.type());
    if (type == null) {
      report(ProblemCode.UNKNOWN_TYPE, node, "/type", unknown(node.type()));
    } else {
      read(type, node, expressions, translations);
    }
  }

  private <C> void read(
      NodeType<C> type, Node node, Expressions expressions, Translations translations) {
    Binding binding = binding(node, expressions, problems);
    C config = ConfigReader.read(type.config(), node.config(), binding);
    if (config == null) {
      return;
    }
    type.check(config, binding);
    type.fills(config).keySet().stream()
        .filter(name -> !Expressions.isName(name))
        .forEach(
            name ->
                binding.report(
                    ProblemCode.BAD_VALUE, "", "\"" + name + "\" cannot be a variable's name."));
    String[] ports = type.ports(config).stream().map(Port::name).toArray(String[]::new);
    steps.put(
        node.id(), new Step<>(node.id(), type, config, translations.of(type, node, config), ports));
  }

  private Binding binding(
      Node node, @Nullable Expressions expressions, List<FlowProblem> destination) {
    return new Binding(
        node,
        expressions,
        limits,
        flow,
        known,
        destination,
        expressions == null ? new Reads() : reads);
  }

  /** Triggers in the order in which they are asked: priority, then how particular they are. */
  private List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (Step<?> step : steps.values()) {
      if (step.config() instanceof TriggerNode.Config config) {
        entries.add(new Entry(step, config));
      }
    }
    entries.sort(
        Comparator.comparingInt((Entry entry) -> entry.config().priority())
            .reversed()
            .thenComparingInt(entry -> rank(entry.config().on())));
    return entries;
  }

  private static int rank(TriggerNode.On on) {
    return switch (on) {
      case KEYWORD -> 0;
      case REFERRAL -> 1;
      case INTENT -> 2;
      case CONVERSATION_START -> 3;
      case ANY_MESSAGE -> 4;
      case API -> 5;
    };
  }

  private CompiledFlow.Names names(Map<String, VariableType> variables) {
    Set<String> contact = new HashSet<>();
    for (Variable variable : flow.variables()) {
      if (variable.scope() == Variable.Scope.CONTACT) {
        contact.add(variable.name());
      }
    }
    Set<String> moments = new HashSet<>();
    variables.forEach(
        (name, type) -> {
          if (type == VariableType.DATETIME) {
            moments.add(name);
          }
        });
    return new CompiledFlow.Names(contact, moments);
  }

  /** The flow's languages as written, by their lower-case form. */
  private Map<String, String> languages() {
    Map<String, String> languages = new HashMap<>();
    if (!flow.translations().isEmpty()) {
      languages.put(flow.language().toLowerCase(Locale.ROOT), flow.language());
      flow.translations()
          .keySet()
          .forEach(language -> languages.put(language.toLowerCase(Locale.ROOT), language));
    }
    return languages;
  }

  private String unknown(String type) {
    List<String> names = types.all().stream().map(NodeType::name).toList();
    return "There is no node type \""
        + type
        + "\"; there are "
        + String.join(", ", names)
        + ". A partner's type must be on the class path.";
  }

  private void report(ProblemCode code, Node node, String within, String text) {
    problems.add(new FlowProblem(code, "/nodes/" + node.index() + within, text, node.id()));
  }
}
