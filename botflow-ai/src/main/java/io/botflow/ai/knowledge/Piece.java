package io.botflow.ai.knowledge;

import org.jspecify.annotations.Nullable;

/**
 * A chunk in an index, with all that it is found by.
 *
 * @param article the article's id
 * @param language BCP 47; null where nobody knows
 * @param heading the title and what else stands above it, in a line
 * @param vector the mean of those of {@link #headingText} and {@link #wholeText}: its product with
 *     a question's is the mean of both cosines; null where there is none yet
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers in bulk; never compared or shown.
public record Piece(
    String article,
    String title,
    @Nullable String language,
    @Nullable String category,
    String heading,
    String text,
    float @Nullable [] vector) {

  /** A chunk of an article, without vectors. */
  public static Piece of(Article article, Chunk chunk) {
    return new Piece(
        article.id(),
        article.title(),
        article.language(),
        article.category(),
        chunk.heading(article.title()),
        chunk.text(),
        null);
  }

  /** The same with vectors of both texts; without one where either has none. */
  public Piece with(float @Nullable [] ofHeading, float @Nullable [] ofText) {
    return new Piece(article, title, language, category, heading, text, mean(ofHeading, ofText));
  }

  private static float @Nullable [] mean(float @Nullable [] one, float @Nullable [] other) {
    if (one == null || other == null) {
      return null;
    }
    float[] mean = new float[one.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (one[i] + other[i]) / 2;
    }
    return mean;
  }

  /** What the first vector is made of. */
  public String headingText() {
    return heading;
  }

  /**
   * What the second vector is made of: a piece of text alone often doesn't say what it is about.
   */
  public String wholeText() {
    return text.isEmpty() ? heading : heading + "\n" + text;
  }
}
