package io.botflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.flow.Flow;
import io.botflow.flow.FlowReader;

/**
 * Flows in the short form of the fixtures: {@code nodes} by id with type and settings side by side,
 * {@code edges} as {@code "source:port > target"}; everything else is as in the document.
 */
final class Drawing {
  static final JsonMapper JSON = JsonMapper.builder().build();

  private Drawing() {}

  /** The document's text; a drawing that is only {@code text} is that text. */
  static String document(JsonNode drawing) {
    return drawing.path("text").isTextual()
        ? drawing.get("text").textValue()
        : full(drawing).toString();
  }

  /** A flow without anything in it. */
  static Flow flow() {
    return FlowReader.read(full(JSON.createObjectNode()).toString()).clean().orElseThrow();
  }

  static ObjectNode full(JsonNode drawing) {
    ObjectNode flow = JSON.createObjectNode().put("botflow", 1).put("id", "example");
    ArrayNode nodes = JSON.createArrayNode();
    for (int i = 0; i < drawing.path("notes").asInt(0); i++) {
      nodes.add(node("note" + i, JSON.createObjectNode().put("type", "note")));
    }
    drawing
        .path("nodes")
        .properties()
        .forEach(entry -> nodes.add(node(entry.getKey(), (ObjectNode) entry.getValue())));
    ArrayNode edges = JSON.createArrayNode();
    int number = 0;
    for (JsonNode edge : drawing.path("edges")) {
      String[] ends = edge.textValue().split(" > ", -1);
      String[] source = ends[0].split(":", -1);
      ObjectNode drawn = edges.addObject().put("id", "e" + ++number).put("source", source[0]);
      if (source.length > 1) {
        drawn.put("sourceHandle", source[1]);
      }
      drawn.put("target", ends[1]);
    }
    drawing.path("append").path("nodes").forEach(nodes::add);
    drawing
        .properties()
        .forEach(
            entry -> {
              if (!entry.getKey().equals("append") && !entry.getKey().equals("notes")) {
                flow.set(entry.getKey(), entry.getValue());
              }
            });
    flow.set("nodes", nodes);
    flow.set("edges", edges);
    return flow;
  }

  private static ObjectNode node(String id, ObjectNode settings) {
    ObjectNode config = settings.deepCopy();
    ObjectNode data = JSON.createObjectNode();
    String type = config.remove("type").textValue();
    if (config.has("disabled")) {
      data.set("disabled", config.remove("disabled"));
    }
    config.properties().forEach(entry -> lengthen(config, entry.getKey()));
    data.set("config", config);
    ObjectNode node = JSON.createObjectNode().put("id", id).put("type", type);
    node.set("data", data);
    return node;
  }

  /** (4096) stands for a text of that length. */
  private static void lengthen(ObjectNode config, String key) {
    String text = config.path(key).asText("");
    if (text.matches("\\(\\d+\\)")) {
      config.put(key, "x".repeat(Integer.parseInt(text.substring(1, text.length() - 1))));
    }
  }
}
