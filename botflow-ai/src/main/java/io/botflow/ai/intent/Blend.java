package io.botflow.ai.intent;

import java.util.List;

/**
 * What each way of looking at a text counts. The scores that come out are of the size of those of
 * words.
 *
 * @param words what scores by words are multiplied by
 * @param meaning the same by meaning
 * @param neighbours the same by closest examples
 */
record Blend(float words, float meaning, float neighbours) {
  /** Where there is no encoder. */
  static final Blend WORDS = new Blend(1, 0, 0);

  /** What the closest examples count beside the regression. */
  private static final float NEIGHBOURS = 0.4f;

  /** Words count a tenth at least: they know misspellings and languages that encoders don't. */
  private static final int PARTS = 10;

  /** Of equal shares the one closest to this. */
  private static final int USUAL = 3;

  /** The blend that takes most held-out examples for what they are. */
  static Blend fitted(List<HeldOut> texts) {
    if (texts.isEmpty() || texts.get(0).sides().meaning() == null) {
      return WORDS;
    }
    double words = spread(texts, 0);
    double meaning = words / spread(texts, 1);
    double neighbours = NEIGHBOURS * words / spread(texts, 2);
    Blend best = WORDS;
    long most = -1;
    int distance = PARTS;
    for (int tenths = 1; tenths <= PARTS; tenths++) {
      double share = (double) tenths / PARTS;
      var blend =
          new Blend(
              (float) share, (float) ((1 - share) * meaning), (float) ((1 - share) * neighbours));
      long right = texts.stream().filter(text -> text.right(blend)).count();
      if (right > most || (right == most && Math.abs(tenths - USUAL) < distance)) {
        best = blend;
        most = right;
        distance = Math.abs(tenths - USUAL);
      }
    }
    return best;
  }

  /** How far the intents' scores of a text are apart, as a standard deviation. */
  private static double spread(List<HeldOut> texts, int way) {
    double squares = 0;
    long count = 0;
    for (HeldOut text : texts) {
      float[] scores =
          switch (way) {
            case 0 -> text.sides().words();
            case 1 -> text.sides().meaning();
            default -> text.sides().neighbours();
          };
      if (scores != null) {
        double mean = 0;
        for (float score : scores) {
          mean += score / scores.length;
        }
        for (float score : scores) {
          squares += (score - mean) * (score - mean);
        }
        count += scores.length;
      }
    }
    return squares == 0 ? 1 : Math.sqrt(squares / count);
  }

  /** The scores of a text; by words alone where its meaning is not known. */
  float[] scores(Sides sides) {
    float[] scores = sides.words().clone();
    if (this.equals(WORDS) || sides.meaning() == null || sides.neighbours() == null) {
      return scores;
    }
    for (int k = 0; k < scores.length; k++) {
      scores[k] =
          words * scores[k] + meaning * sides.meaning()[k] + neighbours * sides.neighbours()[k];
    }
    return scores;
  }
}
