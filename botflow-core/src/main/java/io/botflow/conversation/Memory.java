package io.botflow.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What was said, for nodes that let a model answer: the last lines, oldest first, and a summary of
 * what was before them. Immutable; only kept in sessions of flows that have such a node.
 *
 * @param summary empty where there is none; a model wrote it from what customers said, so it is
 *     information and can give no orders
 */
public record Memory(List<Line> lines, String summary) {
  /** Most lines: ten exchanges. */
  public static final int MAX_LINES = 20;

  /** Longest line in characters; a longer one is cut, since it only serves as context. */
  public static final int MAX_LINE = 1_000;

  private static final Memory EMPTY = new Memory(List.of(), "");

  public Memory {
    lines = List.copyOf(lines);
    Objects.requireNonNull(summary, "summary");
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
    return new Memory(longer, summary);
  }

  /** With a summary in the place of all but the last lines. */
  public Memory summarized(String text, int keep) {
    return new Memory(lines.subList(Math.max(0, lines.size() - keep), lines.size()), cut(text));
  }

  /** Never between the two halves of one character. */
  private static String cut(String text) {
    if (text.length() <= MAX_LINE) {
      return text;
    }
    int end = Character.isLowSurrogate(text.charAt(MAX_LINE)) ? MAX_LINE - 1 : MAX_LINE;
    return text.substring(0, end);
  }

  /** A list of lines, as it always was; with a summary an object. */
  @JsonValue
  Object json() {
    if (summary.isEmpty()) {
      return lines;
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("summary", summary);
    json.put("lines", lines);
    return json;
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Memory read(Object json) {
    return json instanceof Map<?, ?> map
        ? new Memory(lines(map.get("lines")), String.valueOf(map.get("summary")))
        : new Memory(lines(json), "");
  }

  private static List<Line> lines(@org.jspecify.annotations.Nullable Object json) {
    List<Line> lines = new ArrayList<>();
    if (json instanceof List<?> written) {
      for (Object line : written) {
        if (line instanceof Map<?, ?> map && map.get("text") instanceof String text) {
          lines.add(new Line(Boolean.TRUE.equals(map.get("customer")), text));
        }
      }
    }
    return lines;
  }
}
