package io.botflow.ai.knowledge;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that an organisation knows.
 *
 * @param id of the organisation's choice
 * @param title what it answers, in a line: for a question that customers ask, the question
 * @param text Markdown; its headings (lines that begin with {@code #}) go with what is under them
 * @param language BCP 47; null where nobody knows: then words count only as they are written
 * @param category which part of the knowledge it belongs to; null for none
 */
public record Article(
    String id, String title, String text, @Nullable String language, @Nullable String category) {
  public Article {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(text, "text");
  }
}
