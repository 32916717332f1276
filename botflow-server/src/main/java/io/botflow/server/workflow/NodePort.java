package io.botflow.server.workflow;

import io.botflow.node.Port;
import java.util.List;

/**
 * A way out of a node.
 *
 * @param name an edge's {@code sourceHandle}
 * @param required whether an edge has to leave by it
 * @param unless other ports that, when all of them have edges, make this one needless
 */
record NodePort(String name, boolean required, List<String> unless) {
  NodePort {
    unless = List.copyOf(unless);
  }

  static NodePort of(Port port) {
    return new NodePort(port.name(), port.required(), port.unless());
  }
}
