package io.botflow.node;

import java.util.List;
import java.util.Objects;

/**
 * A way out of a node.
 *
 * @param required whether the author must draw an edge from it
 * @param unless other ports that, when all of them are drawn, make this one needless
 */
public record Port(String name, boolean required, List<String> unless) {
  /** The usual way out. */
  public static final String NEXT = "next";

  /** The way out when something failed; without an edge the flow's fallback runs. */
  public static final String ERROR = "error";

  /** The way out when time ran out. */
  public static final String TIMEOUT = "timeout";

  public Port {
    Objects.requireNonNull(name, "name");
    unless = List.copyOf(unless);
  }

  /** A port that must lead somewhere. */
  public static Port required(String name) {
    return new Port(name, true, List.of());
  }

  /** A port that the author may leave alone. */
  public static Port optional(String name) {
    return new Port(name, false, List.of());
  }
}
