package io.botflow.server.knowledge;

import io.botflow.ai.knowledge.KnowledgeIndex;
import io.botflow.ai.knowledge.Piece;
import io.botflow.ai.knowledge.VectorScale;
import io.botflow.spi.Passage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a server keeps in memory of an organisation's knowledge. Immutable and thread-safe. */
sealed interface Shelf {
  /** The passages' words. */
  KnowledgeIndex index();

  /** Whether a question's vector is of any use. */
  boolean hasVectors();

  /**
   * The passages that answer best, best first.
   *
   * @param vector the question's; null for words alone
   */
  List<Passage> search(
      String question, float @Nullable [] vector, List<String> categories, int most);

  /** Words, and vectors where there are any: every one is looked at. */
  record InMemory(KnowledgeIndex index) implements Shelf {
    @Override
    public boolean hasVectors() {
      return index.hasVectors();
    }

    @Override
    public List<Passage> search(
        String question, float @Nullable [] vector, List<String> categories, int most) {
      return index.search(question, vector, categories, most);
    }
  }

  /**
   * Words; the vectors are the database's, which knows the nearest. Those with most of the
   * question's words are compared as well, so that both kinds of evidence may win.
   *
   * @param pieces in the order of the index
   * @param numbers of the pieces with the same text, which is known as one passage
   */
  record InDatabase(
      KnowledgeIndex index,
      List<Piece> pieces,
      Map<Long, List<Integer>> numbers,
      VectorScale scale,
      String model,
      UUID organization,
      Places places)
      implements Shelf {
    /** As many as are looked at for their meaning. */
    private static final int MOST_WORDS = 100;

    /** Looked for of a question; what is farther than so many others does not answer it. */
    private static final int NEAREST = 100;

    /** Of the categories asked for, if all of them are to be compared. */
    private static final int MOST_OF_CATEGORIES = 1_000;

    static InDatabase of(
        List<Piece> pieces, VectorScale scale, String model, UUID organization, Places places) {
      Map<Long, List<Integer>> numbers = new HashMap<>();
      for (int i = 0; i < pieces.size(); i++) {
        numbers.computeIfAbsent(Places.passage(pieces.get(i)), passage -> new ArrayList<>()).add(i);
      }
      return new InDatabase(
          new KnowledgeIndex(pieces, null), pieces, numbers, scale, model, organization, places);
    }

    @Override
    public boolean hasVectors() {
      return true;
    }

    @Override
    public List<Passage> search(
        String question, float @Nullable [] vector, List<String> categories, int most) {
      if (vector == null) {
        return index.search(question, null, categories, most);
      }
      Set<Long> others = new HashSet<>();
      index
          .mostWords(question, categories, MOST_WORDS)
          .forEach(piece -> others.add(Places.passage(pieces.get(piece))));
      int nearest = NEAREST;
      if (!categories.isEmpty()) {
        List<Piece> asked =
            pieces.stream().filter(piece -> categories.contains(piece.category())).toList();
        // The nearest of all may be none of the categories. Few are all compared; where they are
        // many, so many more are looked for that as many of these are to be expected.
        if (asked.size() <= MOST_OF_CATEGORIES) {
          asked.forEach(piece -> others.add(Places.passage(piece)));
        } else {
          nearest = Math.ceilDiv(NEAREST * pieces.size(), asked.size());
        }
      }
      Map<Integer, Double> cosines = new HashMap<>();
      places
          .near(organization, model, vector, nearest, others)
          .forEach(
              (passage, cosine) ->
                  numbers
                      .getOrDefault(passage, List.of())
                      .forEach(piece -> cosines.put(piece, cosine)));
      return index.search(question, cosines, scale, categories, most);
    }
  }
}
