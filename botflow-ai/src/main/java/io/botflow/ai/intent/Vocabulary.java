package io.botflow.ai.intent;

import java.util.Arrays;
import java.util.List;

/**
 * The pieces of the texts that a model was trained with, and how telling each is (the root of the
 * inverse document frequency). Words and character runs count as two texts, that of words less. How
 * much of either was chosen by cross-validation on training sets of ten examples an intent.
 *
 * @param hashes sorted
 * @param frequencies in how many texts each was
 * @param texts how many there were
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers in bulk; never compared or shown.
record Vocabulary(int[] hashes, int[] frequencies, int texts) {
  /** From this many texts on, what is in one of them only is left out: it tells little. */
  private static final int MANY_TEXTS = 5_000;

  /** The length of the words' part of a vector, beside 1 of the character runs'. */
  private static final float WORDS = 0.7f;

  static Vocabulary of(List<Ngrams> texts) {
    int most = 0;
    for (Ngrams text : texts) {
      most += text.words().length + text.characters().length;
    }
    int[] all = new int[most];
    int size = 0;
    for (Ngrams text : texts) {
      size = appendDistinct(text.words(), all, size);
      size = appendDistinct(text.characters(), all, size);
    }
    Arrays.sort(all, 0, size);
    return counted(all, size, texts.size());
  }

  private static Vocabulary counted(int[] sorted, int size, int texts) {
    int least = texts >= MANY_TEXTS ? 2 : 1;
    int[] hashes = new int[size];
    int[] frequencies = new int[size];
    int kept = 0;
    for (int from = 0; from < size; ) {
      int to = from + 1;
      while (to < size && sorted[to] == sorted[from]) {
        to++;
      }
      if (to - from >= least) {
        hashes[kept] = sorted[from];
        frequencies[kept++] = to - from;
      }
      from = to;
    }
    return new Vocabulary(Arrays.copyOf(hashes, kept), Arrays.copyOf(frequencies, kept), texts);
  }

  private static int appendDistinct(int[] sorted, int[] to, int at) {
    int end = at;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        to[end++] = sorted[i];
      }
    }
    return end;
  }

  int size() {
    return hashes.length;
  }

  /**
   * A text in this vocabulary; words and character runs have their lengths with unknown ones
   * included.
   */
  SparseVector vector(Ngrams text) {
    int most = text.words().length + text.characters().length;
    int[] places = new int[most];
    float[] values = new float[most];
    int words = append(text.words(), places, values, 0);
    scale(text.words(), values, 0, words, WORDS);
    int all = append(text.characters(), places, values, words);
    scale(text.characters(), values, words, all, 1);
    return new SparseVector(Arrays.copyOf(places, all), Arrays.copyOf(values, all));
  }

  private int append(int[] sorted, int[] places, float[] values, int at) {
    int end = at;
    for (int from = 0; from < sorted.length; ) {
      int to = runEnd(sorted, from);
      int place = Arrays.binarySearch(hashes, sorted[from]);
      if (place >= 0) {
        places[end] = place;
        values[end++] = (float) weight(frequencies[place], to - from);
      }
      from = to;
    }
    return end;
  }

  /** Gives the whole, unknown pieces included, a length. */
  private void scale(int[] sorted, float[] values, int start, int end, float wanted) {
    double all = 0;
    for (int i = start; i < end; i++) {
      all += values[i] * values[i];
    }
    for (int from = 0; from < sorted.length; ) {
      int to = runEnd(sorted, from);
      if (Arrays.binarySearch(hashes, sorted[from]) < 0) {
        double weight = weight(0, to - from);
        all += weight * weight;
      }
      from = to;
    }
    float length = all == 0 ? 1 : (float) Math.sqrt(all);
    for (int i = start; i < end; i++) {
      values[i] *= wanted / length;
    }
  }

  private double weight(int frequency, int times) {
    return (1 + StrictMath.log(times))
        * StrictMath.sqrt(1 + StrictMath.log((1.0 + texts) / (1 + frequency)));
  }

  private static int runEnd(int[] sorted, int from) {
    int to = from + 1;
    while (to < sorted.length && sorted[to] == sorted[from]) {
      to++;
    }
    return to;
  }
}
