package io.botflow.ai.knowledge;

import io.botflow.spi.Passage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for passages that contradict each other, in the process and without a language model: those
 * that a search for the heading of the one finds with confidence, in the same language, and that
 * count the same with other numbers. What is contradicted in words alone is not found.
 */
public final class Contradictions {
  /** The least score of a passage about the same. */
  private static final double SAME = 0.5;

  /** Passages of other articles that each one is compared with. */
  private static final int NEAREST = 5;

  private Contradictions() {}

  /**
   * The contradictions, each once.
   *
   * @param pieces the last so many are compared with all; a search each
   * @param most how many at most
   */
  public static List<Contradiction> in(KnowledgeIndex index, int pieces, int most) {
    List<Piece> all = index.pieces();
    Map<String, Quantities> known = new HashMap<>();
    Map<String, String> languages = new HashMap<>();
    all.forEach(piece -> languages.put(piece.article(), language(piece)));
    Set<Set<String>> seen = new HashSet<>();
    List<Contradiction> found = new ArrayList<>();
    for (Piece one : all.subList(Math.max(0, all.size() - pieces), all.size())) {
      Quantities said = quantities(known, one.text(), one.language());
      if (!said.said().isEmpty()) {
        for (Passage other : index.search(one.heading(), one.vector(), List.of(), NEAREST)) {
          if (found.size() < most && other.score() >= SAME && isOther(languages, one, other)) {
            List<Contradiction.Difference> differences =
                said.against(quantities(known, other.text(), one.language()));
            if (!differences.isEmpty()
                && seen.add(Set.of(one.article() + one.text(), other.article() + other.text()))) {
              found.add(
                  new Contradiction(
                      new Contradiction.Side(one.article(), one.title(), one.text()),
                      new Contradiction.Side(other.article(), other.title(), other.text()),
                      differences));
            }
          }
        }
      }
    }
    return found;
  }

  private static boolean isOther(Map<String, String> languages, Piece one, Passage other) {
    return !other.article().equals(one.article())
        && language(one).equals(languages.get(other.article()));
  }

  private static String language(Piece piece) {
    return Objects.requireNonNullElse(piece.language(), "");
  }

  private static Quantities quantities(
      Map<String, Quantities> known, String text, @Nullable String language) {
    return known.computeIfAbsent(text, unused -> Quantities.of(text, language));
  }
}
