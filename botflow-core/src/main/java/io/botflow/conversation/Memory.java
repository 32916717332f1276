package io.botflow.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * What was said lately, oldest first, for nodes that let a model answer. Immutable; only kept in
 * sessions of flows that have such a node.
 */
public record Memory(@JsonValue List<Line> lines) {
  /** Most lines: ten exchanges. */
  public static final int MAX_LINES = 20;

  /** Longest line in characters; a longer one is cut, since it only serves as context. */
  public static final int MAX_LINE = 1_000;

  private static final Memory EMPTY = new Memory(List.of());

  @JsonCreator
  public Memory {
    lines = List.copyOf(lines);
  }

  /** One thing that was said, and whether the customer said it. */
  public record Line(boolean customer, String text) {}

  /** Nothing said yet. */
  public static Memory empty() {
    return EMPTY;
  }

  /** With one more line; the oldest falls out. */
  public Memory with(boolean customer, String text) {
    if (text.isBlank()) {
      return this;
    }
    List<Line> longer = new ArrayList<>(lines);
    if (longer.size() == MAX_LINES) {
      longer.remove(0);
    }
    longer.add(new Line(customer, cut(text)));
    return new Memory(longer);
  }

  /** Never between the two halves of one character. */
  private static String cut(String text) {
    if (text.length() <= MAX_LINE) {
      return text;
    }
    int end = Character.isLowSurrogate(text.charAt(MAX_LINE)) ? MAX_LINE - 1 : MAX_LINE;
    return text.substring(0, end);
  }
}
