package io.botflow.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A flow as authored, perhaps half done: nothing runs it before {@code CompiledFlow.compile}.
 *
 * @param language the BCP 47 tag of the texts in the nodes
 * @param intents what customers may want, each with examples of how they say it, as ordered in the
 *     document
 * @param translations other languages' texts: language, then node id, then JSON pointer in the
 *     node's config, then text
 * @param document the whole document as read, so that writing keeps what BotFlow does not know
 */
public record Flow(
    String id,
    String name,
    String language,
    List<Variable> variables,
    Settings settings,
    List<Node> nodes,
    List<Edge> edges,
    Map<String, List<String>> intents,
    Map<String, Map<String, Map<String, String>>> translations,
    ObjectNode document) {
  /** Most nodes: beyond it nobody can read the canvas, and analysis stays under 300 ms. */
  public static final int MAX_NODES = 1_000;

  /** Most edges: five a node. */
  public static final int MAX_EDGES = 5_000;

  /** Longest document in bytes: 2 MiB. */
  public static final int MAX_BYTES = 2 * 1024 * 1024;

  public Flow {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(settings, "settings");
    Objects.requireNonNull(document, "document");
    variables = List.copyOf(variables);
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
    intents = Collections.unmodifiableMap(new LinkedHashMap<>(intents));
    translations = Collections.unmodifiableMap(new LinkedHashMap<>(translations));
  }
}
