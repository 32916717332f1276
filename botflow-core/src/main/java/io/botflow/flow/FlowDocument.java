package io.botflow.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One document being read: takes what it understands and reports the rest. */
final class FlowDocument {
  private final ObjectNode document;
  private final List<FlowProblem> problems;

  FlowDocument(ObjectNode document, List<FlowProblem> problems) {
    this.document = document;
    this.problems = problems;
  }

  Flow flow() {
    checkFormat();
    String id = text(document, "id", "", "flow");
    return new Flow(
        id,
        text(document, "name", "", id),
        text(document, "language", "", "en"),
        variables(),
        settings(),
        nodes(),
        edges(),
        intents(),
        translations(),
        document);
  }

  private void checkFormat() {
    JsonNode format = document.get("botflow");
    if (format != null
        && (!format.isInt() || format.intValue() > FlowReader.FORMAT || format.intValue() < 1)) {
      report(
          ProblemCode.UNREADABLE,
          "/botflow",
          "Format "
              + format
              + " is not known here; this version reads up to "
              + FlowReader.FORMAT
              + ".");
    }
  }

  private List<Node> nodes() {
    List<Node> nodes = new ArrayList<>();
    int index = 0;
    for (JsonNode element : array("nodes", Flow.MAX_NODES)) {
      String at = "/nodes/" + index;
      if (element instanceof ObjectNode source) {
        String id = required(source, "id", at);
        String type = required(source, "type", at);
        ObjectNode data = object(source, "data", at);
        ObjectNode config = object(data, "config", at + "/data");
        JsonNode disabled = data.get("disabled");
        if (disabled != null && !disabled.isNull() && !disabled.isBoolean()) {
          report(ProblemCode.UNREADABLE, at + "/data/disabled", "\"disabled\" is true or false.");
        }
        nodes.add(
            new Node(
                index,
                id == null ? "#" + index : id,
                type == null ? "" : type,
                text(data, "label", at + "/data", ""),
                position(source, at),
                config,
                source));
      } else {
        report(ProblemCode.UNREADABLE, at, "A node is a JSON object with id, type and data.");
      }
      index++;
    }
    return nodes;
  }

  private List<Edge> edges() {
    List<Edge> edges = new ArrayList<>();
    int index = 0;
    for (JsonNode element : array("edges", Flow.MAX_EDGES)) {
      String at = "/edges/" + index;
      if (element instanceof ObjectNode edge) {
        String source = required(edge, "source", at);
        String target = required(edge, "target", at);
        if (source != null && target != null) {
          String id = edge.path("id").asText("");
          edges.add(
              new Edge(index, id.isEmpty() ? "#" + index : id, source, port(edge), target, edge));
        }
      } else {
        report(ProblemCode.UNREADABLE, at, "An edge is a JSON object with id, source and target.");
      }
      index++;
    }
    return edges;
  }

  /**
   * The plan's documents have only labels; React Flow editors write a null handle for the first.
   */
  private static @Nullable String port(ObjectNode edge) {
    String handle = edge.path("sourceHandle").asText("");
    String label = edge.path("label").asText("");
    if (!handle.isEmpty() && !handle.equals("null")) {
      return handle;
    }
    return label.isEmpty() || label.equals("null") ? null : label;
  }

  private List<Variable> variables() {
    List<Variable> variables = new ArrayList<>();
    int index = 0;
    for (JsonNode element : array("variables", Flow.MAX_NODES)) {
      String at = "/variables/" + index++;
      if (!(element instanceof ObjectNode variable)) {
        report(ProblemCode.UNREADABLE, at, "A variable is a JSON object with name and type.");
        continue;
      }
      String name = required(variable, "name", at);
      VariableType type = choice(VariableType.class, variable, "type", at, VariableType.TEXT);
      Variable.Scope scope =
          choice(Variable.Scope.class, variable, "scope", at, Variable.Scope.CONVERSATION);
      if (name != null) {
        variables.add(new Variable(name, type, scope));
      }
    }
    return variables;
  }

  private Settings settings() {
    ObjectNode settings = object(document, "settings", "");
    String at = "/settings";
    Duration inactivity = duration(settings, "inactivity", at);
    String fallbackText = settings.path("fallbackText").asText("");
    return new Settings(
        choice(Settings.Fallback.class, settings, "fallback", at, Settings.Fallback.HUMAN_HANDOFF),
        fallbackText.isEmpty() ? null : fallbackText,
        inactivity == null ? Settings.DEFAULT_INACTIVITY : inactivity,
        duration(settings, "joinWindow", at),
        words(settings, "optOutWords", at),
        defaultTemplate(settings, at),
        texts(object(settings, "aiDisclosure", at), at + "/aiDisclosure"));
  }

  private Settings.@Nullable DefaultTemplate defaultTemplate(ObjectNode settings, String above) {
    ObjectNode template = object(settings, "defaultTemplate", above);
    if (template.isEmpty()) {
      return null;
    }
    String at = above + "/defaultTemplate";
    String name = required(template, "name", at);
    String language = text(template, "language", at, "");
    boolean said = !text(template, "category", at, "").isEmpty();
    Settings.Category category =
        choice(Settings.Category.class, template, "category", at, Settings.Category.MARKETING);
    return name == null
        ? null
        : new Settings.DefaultTemplate(
            name, language.isEmpty() ? null : language, said ? category : null);
  }

  private Map<String, List<String>> intents() {
    Map<String, List<String>> intents = new LinkedHashMap<>();
    int index = 0;
    for (JsonNode element : array("intents", Flow.MAX_NODES)) {
      String at = "/intents/" + index++;
      String name = required(element, "name", at);
      if (name == null) {
        continue;
      }
      if (intents.put(name, words(element, "examples", at)) != null) {
        report(ProblemCode.DUPLICATE_ID, at, "Another intent is called \"" + name + "\".");
      }
    }
    return intents;
  }

  private Map<String, Map<String, Map<String, String>>> translations() {
    Map<String, Map<String, Map<String, String>>> languages = new LinkedHashMap<>();
    members(document, "translations", "")
        .forEach(
            (language, nodes) -> {
              String at = "/translations/" + escaped(language);
              Map<String, Map<String, String>> byNode = new LinkedHashMap<>();
              members(nodes, "", at)
                  .forEach(
                      (node, texts) -> byNode.put(node, texts(texts, at + "/" + escaped(node))));
              languages.put(language, byNode);
            });
    return languages;
  }

  private Map<String, String> texts(JsonNode texts, String at) {
    Map<String, String> byPointer = new LinkedHashMap<>();
    members(texts, "", at)
        .forEach(
            (pointer, text) -> {
              if (text.isTextual()) {
                byPointer.put(pointer, text.textValue());
              } else {
                report(ProblemCode.UNREADABLE, at + "/" + escaped(pointer), "This is text.");
              }
            });
    return byPointer;
  }

  /** The members of an object, or of the one below a key of it. */
  private Map<String, JsonNode> members(JsonNode parent, String key, String at) {
    Map<String, JsonNode> members = new LinkedHashMap<>();
    if (!key.isEmpty()) {
      object(parent, key, at).properties().forEach(m -> members.put(m.getKey(), m.getValue()));
    } else if (parent.isObject()) {
      parent.properties().forEach(m -> members.put(m.getKey(), m.getValue()));
    } else {
      report(ProblemCode.UNREADABLE, at, "This is a JSON object.");
    }
    return members;
  }

  /** A key as RFC 6901 writes it in a pointer. */
  private static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  private List<String> words(JsonNode parent, String key, String at) {
    List<String> words = new ArrayList<>();
    JsonNode list = parent.path(key);
    boolean readable = list.isArray() || list.isMissingNode() || list.isNull();
    for (JsonNode word : list) {
      readable &= word.isTextual();
      words.add(word.asText());
    }
    if (!readable) {
      report(ProblemCode.UNREADABLE, at + "/" + key, "\"" + key + "\" is a list of texts.");
    }
    return words;
  }

  private Position position(ObjectNode source, String at) {
    JsonNode position = source.get("position");
    if (position == null || position.isNull()) {
      return Position.ORIGIN;
    }
    if (!isFinite(position.path("x")) || !isFinite(position.path("y"))) {
      report(
          ProblemCode.UNREADABLE,
          at + "/position",
          "A position is {\"x\": number, \"y\": number}.");
      return Position.ORIGIN;
    }
    return new Position(position.get("x").doubleValue(), position.get("y").doubleValue());
  }

  private static boolean isFinite(JsonNode number) {
    return number.isNumber() && Double.isFinite(number.doubleValue());
  }

  private Iterable<JsonNode> array(String key, int most) {
    JsonNode value = document.get(key);
    if (value == null || value.isNull()) {
      return List.of();
    }
    if (!value.isArray()) {
      report(ProblemCode.UNREADABLE, "/" + key, "\"" + key + "\" is a list.");
      return List.of();
    }
    if (value.size() > most) {
      report(
          ProblemCode.LIMIT,
          "/" + key,
          value.size() + " " + key + " are too many; at most " + most + " are allowed.");
      return List.of();
    }
    return value;
  }

  private ObjectNode object(JsonNode parent, String key, String at) {
    JsonNode value = parent.get(key);
    if (value instanceof ObjectNode object) {
      return object;
    }
    if (value != null && !value.isNull()) {
      report(ProblemCode.UNREADABLE, at + "/" + key, "\"" + key + "\" is a JSON object.");
    }
    return JsonNodeFactory.instance.objectNode();
  }

  private @Nullable String required(JsonNode parent, String key, String at) {
    JsonNode value = parent.path(key);
    if (value.isTextual() && !value.textValue().isBlank()) {
      return value.textValue();
    }
    report(ProblemCode.UNREADABLE, at, "\"" + key + "\" is missing or is not text.");
    return null;
  }

  private String text(JsonNode parent, String key, String at, String otherwise) {
    JsonNode value = parent.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isTextual()) {
      report(ProblemCode.UNREADABLE, at + "/" + key, "\"" + key + "\" is text.");
      return otherwise;
    }
    return value.textValue();
  }

  private @Nullable Duration duration(JsonNode parent, String key, String at) {
    String text = text(parent, key, at, "");
    if (text.isEmpty()) {
      return null;
    }
    try {
      Duration duration = Duration.parse(text);
      if (!duration.isNegative() && duration.compareTo(Settings.MAX_TIME) <= 0) {
        return duration;
      }
    } catch (DateTimeException e) {
      // Reported below, like one that is negative or too long.
    }
    report(
        ProblemCode.UNREADABLE,
        at + "/" + key,
        "\""
            + text
            + "\" is no ISO 8601 duration of at most 366 days, for example PT30M or PT24H.");
    return null;
  }

  private <E extends Enum<E>> E choice(
      Class<E> type, JsonNode parent, String key, String at, E otherwise) {
    String text = text(parent, key, at, "");
    if (text.isEmpty()) {
      return otherwise;
    }
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(text)) {
        return constant;
      }
    }
    List<String> names = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      names.add(constant.name().toLowerCase(Locale.ROOT));
    }
    report(
        ProblemCode.UNREADABLE,
        at + "/" + key,
        "\"" + text + "\" is none of " + String.join(", ", names) + ".");
    return otherwise;
  }

  private void report(ProblemCode code, String pointer, String text) {
    problems.add(new FlowProblem(code, pointer, text, null));
  }
}
