package io.botflow.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A connection from a node's port to another node.
 *
 * @param index its place in the document
 * @param port the port's name: the document's {@code sourceHandle}, else its label, else null for
 *     the node type's first port
 */
public record Edge(
    int index,
    String id,
    String source,
    @Nullable String port,
    String target,
    ObjectNode document) {
  public Edge {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(document, "document");
  }
}
