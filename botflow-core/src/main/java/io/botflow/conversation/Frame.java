package io.botflow.conversation;

import java.util.Objects;

/**
 * One flow that a session is in: the conversation's own, or one that it was called from.
 *
 * @param flow the flow's id
 * @param version the published version that this session keeps until it ends
 * @param node where it is; in a calling flow the {@code flow} node to come back to
 */
public record Frame(String flow, String version, String node, Variables variables) {
  public Frame {
    Objects.requireNonNull(flow, "flow");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(node, "node");
    Objects.requireNonNull(variables, "variables");
  }
}
