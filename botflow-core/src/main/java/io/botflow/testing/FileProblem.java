package io.botflow.testing;

import java.util.Objects;

/**
 * Something that is wrong with a file of flow tests.
 *
 * @param line from 1
 * @param column from 1
 * @param text what is wrong, for the author
 */
public record FileProblem(int line, int column, String text) {
  public FileProblem {
    Objects.requireNonNull(text, "text");
  }
}
