package io.botflow.ai.knowledge;

/**
 * How words and vectors go together, and how sure a passage is. Chosen by measurement, see
 * docs/benchmarks.md; {@code KnowledgeBenchmark} measures them again.
 *
 * @param text how much the words of the text count beside those of the headings
 * @param words how much all words count beside the vectors, whose likeness is in spreads
 * @param steepness of the score over the evidence
 * @param even the evidence at which a passage answers as often as not
 */
record Weights(double text, double words, double steepness, double even) {
  /** With vectors. */
  static final Weights BOTH = new Weights(0.25, 3, 1.5, 4.5);

  /** With words alone. */
  static final Weights WORDS = new Weights(0.35, 1, 13, 0.22);

  /** From 0 to 1, growing with the evidence. */
  double score(double evidence) {
    return 1 / (1 + Math.exp(-steepness * (evidence - even)));
  }
}
