package io.botflow.flow;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a flow.
 *
 * @param pointer the JSON pointer (RFC 6901) of the place in the document
 * @param text what is wrong and what to do, for the author
 * @param node the node's id, or null where it concerns no single node
 */
public record FlowProblem(
    ProblemCode code, Severity severity, String pointer, String text, @Nullable String node) {
  public FlowProblem {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(pointer, "pointer");
    Objects.requireNonNull(text, "text");
  }

  /** A problem of its code's usual severity. */
  public FlowProblem(ProblemCode code, String pointer, String text, @Nullable String node) {
    this(code, code.severity(), pointer, text, node);
  }
}
