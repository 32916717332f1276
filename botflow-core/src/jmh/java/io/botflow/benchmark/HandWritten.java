package io.botflow.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a program does that knows this one flow: the document parsed once, a switch over its types.
 */
final class HandWritten {
  private final Map<String, JsonNode> nodes = new HashMap<>();
  private final Map<String, String> edges = new HashMap<>();

  HandWritten(String document) throws JsonProcessingException {
    JsonNode flow = JsonMapper.builder().build().readTree(document);
    flow.get("nodes").forEach(node -> nodes.put(node.get("id").textValue(), node));
    flow.get("edges")
        .forEach(
            edge ->
                edges.put(
                    edge.get("source").textValue() + "/" + edge.path("sourceHandle").asText("next"),
                    edge.get("target").textValue()));
  }

  List<String> converse(String[] says) {
    Map<String, String> variables = new HashMap<>();
    List<String> replies = new ArrayList<>();
    String at = run("start", variables, replies);
    for (int i = 1; i < says.length; i++) {
      JsonNode config = nodes.get(at).get("data").get("config");
      variables.put(config.get("variable").textValue(), says[i]);
      String port = edges.containsKey(at + "/" + says[i]) ? says[i] : "next";
      at = run(edges.get(at + "/" + port), variables, replies);
    }
    if (!replies.get(replies.size() - 1).equals("Goodbye!")) {
      throw new IllegalStateException("the conversation did not end: " + replies);
    }
    return replies;
  }

  private String run(String first, Map<String, String> variables, List<String> replies) {
    String at = first;
    while (at != null) {
      JsonNode node = nodes.get(at);
      JsonNode config = node.get("data").get("config");
      switch (node.get("type").textValue()) {
        case "trigger" -> at = edges.get(at + "/next");
        case "question" -> {
          replies.add(fill(config.get("text").textValue(), variables));
          return at;
        }
        case "condition" -> {
          String number = variables.get("order_number");
          boolean old = number.startsWith("A") && number.length() > 2;
          at = edges.get(at + (old ? "/old" : "/else"));
        }
        case "message" -> {
          replies.add(fill(config.get("text").textValue(), variables));
          at = edges.get(at + "/next");
        }
        default -> {
          replies.add(config.path("text").asText());
          return at;
        }
      }
    }
    throw new IllegalStateException("the flow leads nowhere");
  }

  private static String fill(String text, Map<String, String> variables) {
    int open = text.indexOf("{{");
    if (open < 0) {
      return text;
    }
    StringBuilder filled = new StringBuilder();
    int from = 0;
    while (open >= 0) {
      int close = text.indexOf("}}", open);
      filled
          .append(text, from, open)
          .append(variables.get(text.substring(open + 2, close).strip()));
      from = close + 2;
      open = text.indexOf("{{", from);
    }
    return filled.append(text, from, text.length()).toString();
  }
}
