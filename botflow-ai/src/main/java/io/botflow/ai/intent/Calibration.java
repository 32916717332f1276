package io.botflow.ai.intent;

import java.util.List;

/**
 * Makes probabilities of scores: temperature scaling (Guo et al., "On Calibration of Modern Neural
 * Networks", ICML 2017) with one more outcome, none of the intents, whose score is always the same.
 *
 * @param sharpness what scores are multiplied by
 * @param none the score of no intent
 */
record Calibration(float sharpness, float none) {
  /** Where nothing could be held out. */
  static final Calibration UNTRIED = new Calibration(4, -0.3f);

  /** So few are enough for two numbers, and more take time. */
  private static final int MOST_TEXTS = 2_000;

  /** How many texts about something else are expected for one about an intent. */
  private static final double ELSEWHERE = 0.25;

  /**
   * The calibration that makes the truth most likely. An example whose own intent is taken away
   * stands for a text about something else.
   */
  static Calibration fitted(List<HeldOut> texts) {
    int step = texts.size() / MOST_TEXTS + 1;
    Calibration best = UNTRIED;
    double most = Double.NEGATIVE_INFINITY;
    for (float sharpness = 1.5f; sharpness < 12; sharpness *= 1.2f) {
      for (float none = -0.9f; none < 0.5f; none += 0.1f) {
        var calibration = new Calibration(sharpness, none);
        double likelihood = 0;
        for (int i = 0; i < texts.size(); i += step) {
          likelihood += calibration.logLikelihood(texts.get(i));
        }
        if (likelihood > most) {
          most = likelihood;
          best = calibration;
        }
      }
    }
    return best;
  }

  private double logLikelihood(HeldOut text) {
    double own = StrictMath.exp(sharpness * text.scores()[text.intent()]);
    double others = sum(text.scores()) - own;
    double nothing = StrictMath.exp(sharpness * none);
    return StrictMath.log(own / (own + others + nothing))
        + ELSEWHERE * StrictMath.log(nothing / (Math.max(0, others) + nothing));
  }

  /** One probability for each intent; what they lack of 1 is that of none. */
  double[] probabilities(float[] scores) {
    double sum = sum(scores) + StrictMath.exp(sharpness * none);
    double[] probabilities = new double[scores.length];
    for (int k = 0; k < scores.length; k++) {
      probabilities[k] = StrictMath.exp(sharpness * scores[k]) / sum;
    }
    return probabilities;
  }

  private double sum(float[] scores) {
    double sum = 0;
    for (float score : scores) {
      sum += StrictMath.exp(sharpness * score);
    }
    return sum;
  }
}
