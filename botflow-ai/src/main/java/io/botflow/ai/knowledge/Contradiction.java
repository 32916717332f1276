package io.botflow.ai.knowledge;

import java.util.List;

/**
 * Two passages of different articles that seem to be about the same and say different numbers. A
 * suspicion: whoever knows the business decides.
 */
public record Contradiction(Side one, Side other, List<Difference> differences) {
  public Contradiction {
    differences = List.copyOf(differences);
  }

  /**
   * A passage.
   *
   * @param article the article's id
   */
  public record Side(String article, String title, String text) {}

  /**
   * What is said differently.
   *
   * @param of what is counted, a word as the articles have it, or the code of a currency
   * @param one the numbers that the one says, in order
   * @param other the numbers that the other says, none of which the one does
   */
  public record Difference(String of, List<String> one, List<String> other) {
    public Difference {
      one = List.copyOf(one);
      other = List.copyOf(other);
    }
  }
}
