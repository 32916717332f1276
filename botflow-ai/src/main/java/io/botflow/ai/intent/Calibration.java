package io.botflow.ai.intent;

import java.util.List;

/**
 * Makes probabilities of scores: temperature scaling (Guo et al., "On Calibration of Modern Neural
 * Networks", ICML 2017) with one more outcome, none of the intents, which is the likelier the
 * farther a text is from every example.
 *
 * @param sharpness what scores are multiplied by
 * @param none the score of no intent
 * @param far what is added to it where no example is close: at a cosine of 0, and less up to 1
 */
record Calibration(float sharpness, float none, float far) {
  /** Where nothing could be held out. */
  static final Calibration UNTRIED = new Calibration(4, -0.2f, 0);

  /** So few are enough for a few numbers, and more take time. */
  private static final int MOST_TEXTS = 2_000;

  /** How many texts about something else are expected for one about an intent. */
  private static final double ELSEWHERE = 0.25;

  private static final float MOST_FAR = 3;

  /**
   * The calibration that makes the truth most likely. An example whose own intent is taken away
   * stands for a text about something else.
   */
  static Calibration fitted(List<HeldOut> texts, Blend blend) {
    if (texts.isEmpty()) {
      return UNTRIED;
    }
    int step = texts.size() / MOST_TEXTS + 1;
    int count = (texts.size() + step - 1) / step;
    float[][] scores = new float[count][];
    float[][] distance = new float[count][];
    int[] truth = new int[count];
    boolean distances = false;
    for (int i = 0; i < count; i++) {
      HeldOut text = texts.get(i * step);
      scores[i] = blend.scores(text.sides());
      truth[i] = text.intent();
      boolean known = blend.neighbours() > 0;
      distance[i] =
          known
              ? new float[] {1 - text.sides().nearest(-1), 1 - text.sides().nearest(truth[i])}
              : new float[2];
      distances |= known && text.sides().neighbours() != null;
    }
    Calibration best = UNTRIED;
    double most = Double.NEGATIVE_INFINITY;
    double[] own = new double[count];
    double[] others = new double[count];
    for (float sharpness = 1.5f; sharpness < 12; sharpness *= 1.2f) {
      for (int i = 0; i < count; i++) {
        own[i] = StrictMath.exp(sharpness * scores[i][truth[i]]);
        others[i] = Math.max(0, sum(scores[i], sharpness) - own[i]);
      }
      for (float none = -1.5f; none < 0.5f; none += 0.1f) {
        for (float far = 0; far <= (distances ? MOST_FAR : 0); far += 0.25f) {
          var calibration = new Calibration(sharpness, none, far);
          double likelihood = 0;
          for (int i = 0; i < count; i++) {
            double here = calibration.nothing(distance[i][0]);
            double elsewhere = calibration.nothing(distance[i][1]);
            likelihood +=
                StrictMath.log(own[i] / (own[i] + others[i] + here))
                    + ELSEWHERE * StrictMath.log(elsewhere / (others[i] + elsewhere));
          }
          if (likelihood > most) {
            most = likelihood;
            best = calibration;
          }
        }
      }
    }
    return best;
  }

  private double nothing(float distance) {
    return StrictMath.exp(sharpness * (none + far * distance));
  }

  /**
   * One probability for each intent; what they lack of 1 is that of none.
   *
   * @param nearest the cosine to the closest example; 1 where it is not known
   */
  double[] probabilities(float[] scores, float nearest) {
    double sum = sum(scores, sharpness) + nothing(1 - nearest);
    double[] probabilities = new double[scores.length];
    for (int k = 0; k < scores.length; k++) {
      probabilities[k] = StrictMath.exp(sharpness * scores[k]) / sum;
    }
    return probabilities;
  }

  private static double sum(float[] scores, float sharpness) {
    double sum = 0;
    for (float score : scores) {
      sum += StrictMath.exp(sharpness * score);
    }
    return sum;
  }
}
