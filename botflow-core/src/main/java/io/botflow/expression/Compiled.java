package io.botflow.expression;

import java.util.List;

/**
 * The outcome of compiling a source.
 *
 * @param <T> {@link Expression} or {@link Template}
 */
public sealed interface Compiled<T> {

  /** The source compiles. */
  record Ready<T>(T compiled) implements Compiled<T> {}

  /** The source does not compile. {@code problems} are all that were found, never empty. */
  record Refused<T>(List<ExpressionProblem> problems) implements Compiled<T> {
    public Refused {
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("A refused source has at least one problem");
      }
      problems = List.copyOf(problems);
    }
  }
}
