package io.botflow.ai.knowledge;

import io.botflow.spi.Passage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/**
 * The pieces of one organisation's articles, searched in memory by their words and, where all of
 * them have vectors, by what they mean. Every vector is looked at: nothing is missed, and 10,000
 * pieces take milliseconds. Immutable; thread-safe.
 */
public final class KnowledgeIndex {
  /** So that one long article leaves room for others. */
  private static final int MOST_OF_ONE_ARTICLE = 2;

  /** How much a word counts that comes again, and how much length does: of headings, of texts. */
  private static final double HEADING_SATURATION = 0.9;

  private static final double HEADING_LENGTH = 0.3;
  private static final double TEXT_SATURATION = 1.2;
  private static final double TEXT_LENGTH = 0.75;

  private final List<Piece> pieces;
  private final @Nullable VectorScale scale;
  private final List<Part> parts;
  private final Weights both;
  private final Weights alone;

  /** The pieces of one language, whose words are counted together. */
  @SuppressWarnings("ArrayRecordComponent") // Numbers in bulk; never compared or shown.
  private record Part(
      Words words, int[] pieces, int[] headings, WordIndex ofHeadings, WordIndex ofTexts) {}

  /**
   * Indexes.
   *
   * @param scale of the model that made the vectors; null to search by words alone
   */
  public KnowledgeIndex(Collection<Piece> pieces, @Nullable VectorScale scale) {
    this(pieces, scale, Weights.BOTH, Weights.WORDS);
  }

  /** With weights of one's own, to measure them. */
  KnowledgeIndex(
      Collection<Piece> pieces, @Nullable VectorScale scale, Weights both, Weights alone) {
    this.both = both;
    this.alone = alone;
    this.pieces = List.copyOf(pieces);
    boolean vectors =
        !this.pieces.isEmpty() && this.pieces.stream().allMatch(piece -> piece.vector() != null);
    this.scale = vectors ? scale : null;
    Map<String, List<Integer>> byLanguage = new LinkedHashMap<>();
    for (int i = 0; i < this.pieces.size(); i++) {
      String language = this.pieces.get(i).language();
      byLanguage.computeIfAbsent(language == null ? "" : language, key -> new ArrayList<>()).add(i);
    }
    parts = byLanguage.entrySet().stream().map(e -> part(e.getKey(), e.getValue())).toList();
  }

  private Part part(String language, List<Integer> members) {
    Words words = Words.of(language);
    Map<String, Integer> numbers = new LinkedHashMap<>();
    int[] headings = new int[members.size()];
    for (int i = 0; i < headings.length; i++) {
      Piece piece = pieces.get(members.get(i));
      String key = piece.article() + '\n' + piece.heading();
      headings[i] = numbers.computeIfAbsent(key, unused -> numbers.size());
    }
    List<List<String>> ofHeadings =
        numbers.keySet().stream()
            .map(key -> words.in(key.substring(key.indexOf('\n') + 1)))
            .toList();
    List<List<String>> ofTexts =
        members.stream().map(member -> words.in(pieces.get(member).text())).toList();
    return new Part(
        words,
        members.stream().mapToInt(Integer::intValue).toArray(),
        headings,
        new WordIndex(ofHeadings, HEADING_SATURATION, HEADING_LENGTH),
        new WordIndex(ofTexts, TEXT_SATURATION, TEXT_LENGTH));
  }

  /** How many pieces there are. */
  public int size() {
    return pieces.size();
  }

  /** They themselves, in the order in which they were given. */
  public List<Piece> pieces() {
    return pieces;
  }

  /** Whether a question's vector is of any use. */
  public boolean hasVectors() {
    return scale != null;
  }

  /** Whether a piece is of one of the categories; none are named to look in all. */
  private boolean isOf(int piece, Collection<String> categories) {
    return categories.isEmpty() || categories.contains(pieces.get(piece).category());
  }

  /**
   * The passages that answer best, best first; at most two of an article.
   *
   * @param vector the question's, of the same model as the pieces'; null for words alone
   * @param categories which to look in; empty for all
   */
  public List<Passage> search(
      String question, float @Nullable [] vector, Collection<String> categories, int most) {
    VectorScale used = vector == null ? null : scale;
    if (used == null || vector == null) {
      double[] evidence = byWords(question, alone);
      return best(evidence, i -> evidence[i] > 0 && isOf(i, categories), alone, most);
    }
    double[] evidence = byWords(question, both);
    for (int i = 0; i < evidence.length; i++) {
      float[] of = pieces.get(i).vector();
      if (of != null) {
        evidence[i] += used.likeness(VectorUtil.dotProduct(of, vector));
      }
    }
    return best(evidence, i -> isOf(i, categories), both, most);
  }

  /**
   * The same where the vectors are kept elsewhere, and somebody there knows which are near.
   *
   * @param cosines how near the pieces are that may answer, by their number in the order of the
   *     pieces indexed: those that are nearest, and of those with {@link #mostWords} as many
   * @param of the model's
   */
  public List<Passage> search(
      String question,
      Map<Integer, Double> cosines,
      VectorScale of,
      Collection<String> categories,
      int most) {
    double[] evidence = byWords(question, both);
    cosines.forEach((piece, cosine) -> evidence[piece] += of.likeness(cosine));
    return best(evidence, i -> cosines.containsKey(i) && isOf(i, categories), both, most);
  }

  /** The numbers of the pieces that have most of a question's words, the best first. */
  public List<Integer> mostWords(String question, Collection<String> categories, int most) {
    double[] evidence = byWords(question, both);
    return Arrays.stream(ranked(evidence, i -> evidence[i] > 0 && isOf(i, categories)))
        .limit(most)
        .boxed()
        .toList();
  }

  private List<Passage> best(
      double[] evidence, IntPredicate considered, Weights weights, int most) {
    int[] ranked = ranked(evidence, considered);
    List<Passage> found = new ArrayList<>();
    Map<String, Integer> taken = new HashMap<>();
    for (int i = 0; i < ranked.length && found.size() < most; i++) {
      Piece piece = pieces.get(ranked[i]);
      if (taken.merge(piece.article(), 1, Integer::sum) <= MOST_OF_ONE_ARTICLE) {
        found.add(
            new Passage(
                piece.article(),
                piece.title(),
                piece.text().isEmpty() ? piece.title() : piece.text(),
                weights.score(evidence[ranked[i]])));
      }
    }
    return found;
  }

  /** The pieces to be considered, the best first and of equals the earlier. */
  private static int[] ranked(double[] evidence, IntPredicate considered) {
    return IntStream.range(0, evidence.length)
        .filter(considered)
        .mapToLong(i -> ((long) order((float) -evidence[i]) << Integer.SIZE) | i)
        .sorted()
        .mapToInt(packed -> (int) packed)
        .toArray();
  }

  /** The bits of a number as a whole one of the same order. */
  private static int order(float value) {
    int bits = Float.floatToIntBits(value);
    return bits ^ ((bits >> (Integer.SIZE - 1)) & Integer.MAX_VALUE);
  }

  private double[] byWords(String question, Weights weights) {
    double[] evidence = new double[pieces.size()];
    for (Part part : parts) {
      List<String> asked = part.words.in(question);
      float[] headings = part.ofHeadings.scores(asked);
      float[] texts = part.ofTexts.scores(asked);
      for (int i = 0; i < texts.length; i++) {
        evidence[part.pieces[i]] =
            weights.words() * (headings[part.headings[i]] + weights.text() * texts[i]);
      }
    }
    return evidence;
  }
}
