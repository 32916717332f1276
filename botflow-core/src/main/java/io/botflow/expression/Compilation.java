package io.botflow.expression;

import java.util.List;

/**
 * The outcome of compiling a source.
 *
 * @param <T> {@link Expression} or {@link Template}
 */
public sealed interface Compilation<T> {

  /** The source compiles. */
  record Ready<T>(T compiled) implements Compilation<T> {}

  /** The source does not compile. {@code problems} are all that were found, never empty. */
  record Refused<T>(List<ExpressionProblem> problems) implements Compilation<T> {
    public Refused {
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("A refused source has at least one problem");
      }
      problems = List.copyOf(problems);
    }
  }
}
