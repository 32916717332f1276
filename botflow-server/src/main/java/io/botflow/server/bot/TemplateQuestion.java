package io.botflow.server.bot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a template asks of its owner; without an answer its flow says what it says.
 *
 * @param kind what the answer is
 * @param example an answer
 * @param edits what the answer changes in the flow
 */
record TemplateQuestion(String id, String label, Kind kind, String example, List<Edit> edits) {
  TemplateQuestion {
    edits = List.copyOf(edits);
  }

  /** What an answer is. */
  enum Kind {
    /** A few words. */
    LINE,
    /** An address that begins with {@code https://}. */
    URL,
    /** Up to ten names with commas between them. */
    LIST
  }

  /**
   * One place that an answer changes: a node's setting, or all that begins with a text.
   *
   * @param node the node's id; null with {@code replace}
   * @param setting JSON pointer in the node's settings
   * @param language of a translation; null for the flow's own
   * @param text what stands there then, with {@code {answer}} in it; null for the answer's options
   * @param replace what the answer takes the place of, wherever it stands
   */
  record Edit(
      @Nullable String node,
      @Nullable String setting,
      @Nullable String language,
      @Nullable String text,
      @Nullable String replace) {}
}
