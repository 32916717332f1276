package io.botflow.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Meta's own schema of outgoing messages, repaired as its {@code $comment} says, with the six rules
 * that no schema can say.
 */
public final class MessageSchema {
  private final Schema schema;

  private MessageSchema(Schema schema) {
    this.schema = schema;
  }

  /** The schema of the collection; skips the calling test when that is absent. */
  public static MessageSchema load() {
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    return new MessageSchema(
        registry.getSchema(SharedSamples.json("spec/messages.repaired.schema.json")));
  }

  /** What is wrong with {@code body}; empty when nothing is. */
  public List<String> problems(JsonNode body) {
    List<String> problems = new ArrayList<>();
    schema.validate(body).forEach(error -> problems.add(error.toString()));
    buttons(body.path("interactive").path("action").path("buttons"), problems);
    sections(body.path("interactive"), problems);
    if (body.path("audio").has("caption")) {
      problems.add("audio has a caption");
    }
    return problems;
  }

  private static void buttons(JsonNode buttons, List<String> problems) {
    Set<String> ids = new HashSet<>();
    Set<String> titles = new HashSet<>();
    for (JsonNode button : buttons) {
      if (!ids.add(button.path("reply").path("id").asText())) {
        problems.add("two buttons have the same id");
      }
      if (!titles.add(button.path("reply").path("title").asText())) {
        problems.add("two buttons have the same title");
      }
    }
  }

  private static void sections(JsonNode interactive, List<String> problems) {
    if (!interactive.path("type").asText().equals("list")) {
      return;
    }
    JsonNode sections = interactive.path("action").path("sections");
    Set<String> ids = new HashSet<>();
    int rows = 0;
    for (JsonNode section : sections) {
      if (sections.size() > 1 && section.path("title").asText().isBlank()) {
        problems.add("a section has no title");
      }
      for (JsonNode row : section.path("rows")) {
        rows++;
        if (!ids.add(row.path("id").asText())) {
          problems.add("two rows have the same id");
        }
      }
    }
    if (rows > 10) {
      problems.add("more than 10 rows");
    }
  }
}
