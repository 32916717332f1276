package io.botflow.spi;

import java.util.Objects;

/**
 * A piece of an article.
 *
 * @param article the article's id
 * @param title what to call it in a citation
 * @param score how well it answers, from 0 to 1
 */
public record Passage(String article, String title, String text, double score) {
  public Passage {
    Objects.requireNonNull(article, "article");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(text, "text");
  }
}
