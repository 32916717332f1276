package io.botflow.ai.knowledge;

import java.util.List;

/**
 * A piece of an article that can be read by itself.
 *
 * @param headings those above it, the outermost first; without the article's title
 */
public record Chunk(List<String> headings, String text) {
  public Chunk {
    headings = List.copyOf(headings);
  }

  /** What stands above it in a line. */
  String heading(String title) {
    return headings.isEmpty() ? title : title + " > " + String.join(" > ", headings);
  }
}
