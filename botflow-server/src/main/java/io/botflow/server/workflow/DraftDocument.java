package io.botflow.server.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.flow.Flow;
import io.botflow.flow.FlowReader;
import io.botflow.flow.FlowWriter;
import io.botflow.server.api.Checked;
import io.botflow.server.api.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A document on its way into the tables: in canonical form, with the id and the name of its
 * workflow.
 */
record DraftDocument(String flowId, String name, String text) {
  private static final String UNNAMED = "Untitled";
  private static final int MOST_ID = 60;

  /** What a new workflow has where nothing else is given. */
  private static final String EMPTY =
      """
      {"botflow": 1, "nodes": [{"id": "start", "type": "trigger", "position": {"x": 0, "y": 0},
        "data": {"label": "Conversation starts", "config": {"on": "conversation_start"}}}],
       "edges": []}
      """;

  /**
   * The document of a new workflow.
   *
   * @param document null for an empty one
   * @param name null for the document's own
   * @param taken ids of the organisation's other workflows
   */
  static DraftDocument made(@Nullable JsonNode document, @Nullable String name, Set<String> taken) {
    ObjectNode object = document == null ? tree(EMPTY) : object(document);
    String called = name == null ? lineOf(object) : name;
    return written(object, free(object.path("id").asText(""), called, taken), called);
  }

  /**
   * The document that takes the place of a draft, whose id stays.
   *
   * @param name null for the document's own
   */
  static DraftDocument saved(JsonNode document, String flowId, @Nullable String name) {
    ObjectNode object = object(document);
    return written(object, flowId, name == null ? lineOf(object) : name);
  }

  private static DraftDocument written(ObjectNode document, String flowId, String name) {
    document.put("id", flowId).put("name", name);
    Flow flow = Objects.requireNonNull(FlowReader.read(document).flow(), "an object is a flow");
    String text = FlowWriter.write(flow);
    if (text.getBytes(StandardCharsets.UTF_8).length > Flow.MAX_BYTES) {
      throw Refusal.of(
          "/document", "is longer than %d bytes in canonical form".formatted(Flow.MAX_BYTES));
    }
    return new DraftDocument(flowId, name, text);
  }

  private static ObjectNode object(JsonNode document) {
    if (document instanceof ObjectNode object) {
      return object.deepCopy();
    }
    throw Refusal.of("/document", "has to be an object");
  }

  static ObjectNode tree(String text) {
    return Objects.requireNonNull(FlowReader.read(text).flow(), "a kept draft is an object")
        .document();
  }

  /** The document's name as a line that a list can show. */
  private static String lineOf(ObjectNode document) {
    String line = document.path("name").asText("").replaceAll("\\p{Cntrl}+", " ").strip();
    if (line.length() > Checked.MOST_IN_LINE) {
      line = line.substring(0, Checked.MOST_IN_LINE).strip();
    }
    return line.isEmpty() ? UNNAMED : line;
  }

  private static String free(String wanted, String name, Set<String> taken) {
    String letters =
        (wanted.isEmpty() ? name : wanted).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String plain = letters.replaceAll("^-+|-+$", "");
    String id = plain.substring(0, Math.min(MOST_ID, plain.length()));
    String first = id.isEmpty() ? "flow" : id;
    String free = first;
    for (int number = 2; taken.contains(free); number++) {
      free = first + "-" + number;
    }
    return free;
  }
}
