package io.botflow.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/**
 * A node as its author drew it, perhaps half done.
 *
 * @param index its place in the document, for pointers in problems
 * @param type the node type's name, perhaps unknown
 * @param label what the author calls it; may be empty
 * @param config what the author set up, unread
 * @param source the node as the document has it, keys that BotFlow does not know included
 */
public record Node(
    int index,
    String id,
    String type,
    String label,
    Position position,
    ObjectNode config,
    ObjectNode source) {
  public Node {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(position, "position");
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(source, "source");
  }

  /**
   * Whether the author switched it off ({@code data.disabled}): conversations pass it by, through
   * its first port.
   */
  public boolean disabled() {
    return source.path("data").path("disabled").asBoolean(false);
  }

  /** The JSON pointer of this node's config, or of a place in it. */
  public String pointer(String within) {
    return "/nodes/" + index + "/data/config" + within;
  }
}
