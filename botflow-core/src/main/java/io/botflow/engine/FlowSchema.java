package io.botflow.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.flow.Flow;
import io.botflow.flow.FlowReader;
import io.botflow.flow.Settings;
import io.botflow.flow.Variable;
import io.botflow.flow.VariableType;
import io.botflow.node.NodeType;
import io.botflow.node.NodeTypes;

/**
 * The JSON Schema (draft 2020-12) of flow documents, made from the config records of the node
 * types, partners' types included. Besides what validators need it has hints for forms: {@code
 * title} and {@code description}, {@code x-botflow-template}, {@code x-botflow-translated}, {@code
 * x-botflow-multiline} and {@code x-botflow-holds}. Thread-safe.
 */
public final class FlowSchema {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private FlowSchema() {}

  /** The schema for flows of these node types. */
  public static ObjectNode of(NodeTypes types) {
    ObjectNode schema = JSON.createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "BotFlow flow").put("type", "object");
    schema.putArray("required").add("nodes").add("edges");
    ObjectNode properties = schema.putObject("properties");
    properties.putObject("botflow").put("const", FlowReader.FORMAT);
    text(properties, "id");
    text(properties, "name");
    text(properties, "language").put("description", "The BCP 47 tag of the texts in the nodes.");
    variables(list(properties, "variables", Flow.MAX_NODES));
    settings(properties.putObject("settings").put("type", "object").putObject("properties"));
    ObjectNode intent = list(properties, "intents", Flow.MAX_NODES);
    intent.putArray("required").add("name");
    text(intent.putObject("properties"), "name");
    list((ObjectNode) intent.get("properties"), "examples", 0).removeAll().put("type", "string");
    translations(properties.putObject("translations"));
    list(properties, "nodes", Flow.MAX_NODES).removeAll().put("$ref", "#/$defs/node");
    list(properties, "edges", Flow.MAX_EDGES).removeAll().put("$ref", "#/$defs/edge");
    ObjectNode definitions = schema.putObject("$defs");
    node(definitions.putObject("node"), types);
    edge(definitions.putObject("edge"));
    SettingsSchema settings = new SettingsSchema(definitions);
    for (NodeType<?> type : types.all()) {
      settings.define("config." + type.name(), type.config());
    }
    return schema;
  }

  /** The schema of one type's settings, which needs no other. */
  public static ObjectNode settings(NodeType<?> type) {
    ObjectNode definitions = JSON.createObjectNode();
    String own = "config." + type.name();
    new SettingsSchema(definitions).define(own, type.config());
    ObjectNode schema = (ObjectNode) definitions.remove(own);
    schema.set("$defs", definitions);
    return schema;
  }

  /** The schema as text, with a line end at its end. */
  public static String text(NodeTypes types) {
    DefaultIndenter lines = DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter()
            .withArrayIndenter(lines)
            .withObjectIndenter(lines)
            .withSeparators(
                Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
    try {
      return JSON.writer(printer).writeValueAsString(of(types)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON nodes can always be written", e);
    }
  }

  private static ObjectNode text(ObjectNode properties, String name) {
    return properties.putObject(name).put("type", "string");
  }

  /** A list of objects; its element is given. */
  private static ObjectNode list(ObjectNode properties, String name, int most) {
    ObjectNode list = properties.putObject(name).put("type", "array");
    if (most > 0) {
      list.put("maxItems", most);
    }
    return list.putObject("items").put("type", "object");
  }

  private static void variables(ObjectNode variable) {
    variable.putArray("required").add("name");
    ObjectNode properties = variable.putObject("properties");
    text(properties, "name").put("pattern", "^[A-Za-z_][A-Za-z0-9_]*$");
    SettingsSchema.words(properties.putObject("type"), VariableType.class).put("default", "text");
    SettingsSchema.words(properties.putObject("scope"), Variable.Scope.class)
        .put("default", "conversation")
        .put("description", "\"contact\" keeps the value between conversations.");
  }

  private static void settings(ObjectNode properties) {
    SettingsSchema.words(properties.putObject("fallback"), Settings.Fallback.class)
        .put("default", "human_handoff")
        .put("description", "What happens where a node fails and nothing follows its error port.");
    text(properties, "fallbackText");
    SettingsSchema.duration(properties.putObject("inactivity"))
        .put("default", Settings.DEFAULT_INACTIVITY.toString())
        .put("description", "After how long without a message the session ends.");
    SettingsSchema.duration(properties.putObject("joinWindow"))
        .put("description", "How long free text waits for the rest of its burst.");
    ObjectNode words = properties.putObject("optOutWords").put("type", "array");
    words.putObject("items").put("type", "string");
    ObjectNode template = properties.putObject("defaultTemplate").put("type", "object");
    template.put(
        "description",
        "Goes out once in place of a free message where the service window is closed and the node has"
            + " no template of its own. It has no variables.");
    template.putArray("required").add("name");
    ObjectNode parts = template.putObject("properties");
    text(parts, "name").put("minLength", 1);
    text(parts, "language");
    SettingsSchema.words(parts.putObject("category"), Settings.Category.class);
    properties
        .putObject("aiDisclosure")
        .put("type", "object")
        .put("description", "How the bot says that a machine answers, by language.")
        .putObject("additionalProperties")
        .put("type", "string");
  }

  private static void translations(ObjectNode translations) {
    translations
        .put("type", "object")
        .put("description", "Language, then node id, then JSON pointer in its config, then text.")
        .putObject("additionalProperties")
        .put("type", "object")
        .putObject("additionalProperties")
        .put("type", "object")
        .putObject("additionalProperties")
        .put("type", "string");
  }

  private static void node(ObjectNode node, NodeTypes types) {
    node.put("type", "object").putArray("required").add("id").add("type");
    ObjectNode properties = node.putObject("properties");
    text(properties, "id").put("minLength", 1);
    ArrayNode names = properties.putObject("type").putArray("enum");
    ObjectNode position = properties.putObject("position").put("type", "object");
    position.putArray("required").add("x").add("y");
    position.putObject("properties").putObject("x").put("type", "number");
    ((ObjectNode) position.get("properties")).putObject("y").put("type", "number");
    ObjectNode data = properties.putObject("data").put("type", "object").putObject("properties");
    text(data, "label");
    data.putObject("disabled")
        .put("type", "boolean")
        .put("default", false)
        .put(
            "description",
            "Conversations pass the node by, through its first port; its settings are not"
                + " checked.");
    data.putObject("config").put("type", "object");
    ArrayNode cases = node.putArray("allOf");
    for (NodeType<?> type : types.all()) {
      names.add(type.name());
      ObjectNode choice = cases.addObject();
      ObjectNode when = choice.putObject("if").putObject("properties");
      when.putObject("type").put("const", type.name());
      when.putObject("data").putObject("properties").putObject("disabled").put("const", false);
      choice
          .putObject("then")
          .putObject("properties")
          .putObject("data")
          .putObject("properties")
          .putObject("config")
          .put("$ref", "#/$defs/config." + type.name());
    }
  }

  private static void edge(ObjectNode edge) {
    edge.put("type", "object").putArray("required").add("source").add("target");
    ObjectNode properties = edge.putObject("properties");
    text(properties, "id");
    text(properties, "source").put("minLength", 1);
    text(properties, "target").put("minLength", 1);
    handle(
        properties, "sourceHandle", "The port that it leaves by; without one the label is read.");
    handle(properties, "label", "The port, where there is no sourceHandle; else only words.");
  }

  private static void handle(ObjectNode properties, String name, String description) {
    ObjectNode handle = properties.putObject(name);
    handle.putArray("type").add("string").add("null");
    handle.put("description", description);
  }
}
