package io.botflow.testing;

import java.util.List;
import java.util.Objects;

/**
 * Where and how a conversation went another way than its test says.
 *
 * @param step which step, from 1
 * @param line where it stands in its file, from 1
 * @param what what was looked at, in a few words
 * @param expected what should have been
 * @param actual what was
 * @param transcript the conversation so far, line by line
 */
public record TestFailure(
    int step, int line, String what, String expected, String actual, List<String> transcript) {
  public TestFailure {
    Objects.requireNonNull(what, "what");
    Objects.requireNonNull(expected, "expected");
    Objects.requireNonNull(actual, "actual");
    transcript = List.copyOf(transcript);
  }

  /** For people: several lines without a line end at the end. */
  public String describe() {
    StringBuilder text =
        new StringBuilder("step " + step + ": " + what)
            .append("\n  expected: ")
            .append(expected)
            .append("\n  actual:   ")
            .append(actual);
    if (!transcript.isEmpty()) {
      text.append("\n  so far:");
      transcript.forEach(line -> text.append("\n    ").append(line));
    }
    return text.toString();
  }
}
