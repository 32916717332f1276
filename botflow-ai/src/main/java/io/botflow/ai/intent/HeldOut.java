package io.botflow.ai.intent;

import java.util.ArrayList;
import java.util.List;

/**
 * An example as seen by a model that was trained without it.
 *
 * @param intent what it shows in truth
 */
record HeldOut(int intent, Sides sides) {
  private static final int FOLDS = 4;

  /** From this many examples on, two parts are as good: enough remains to train with. */
  private static final int MANY_EXAMPLES = 5_000;

  /**
   * Every example whose intent has another one, by cross-validation: the examples of each intent
   * are dealt out in order, as their authors write variants of one sentence side by side.
   */
  static List<HeldOut> of(List<Features> texts, int[] intents, int classes) {
    int folds = texts.size() >= MANY_EXAMPLES ? 2 : FOLDS;
    int[] dealt = new int[classes];
    int[] fold = new int[intents.length];
    for (int i = 0; i < intents.length; i++) {
      fold[i] = dealt[intents[i]]++ % folds;
    }
    List<HeldOut> seen = new ArrayList<>(texts.size());
    for (int out = 0; out < folds; out++) {
      List<Integer> kept = new ArrayList<>();
      List<Integer> held = new ArrayList<>();
      for (int i = 0; i < intents.length; i++) {
        if (fold[i] != out) {
          kept.add(i);
        } else if (dealt[intents[i]] > 1) {
          held.add(i);
        }
      }
      if (!held.isEmpty()) {
        int[] truth = kept.stream().mapToInt(i -> intents[i]).toArray();
        Scorer without = Scorer.learn(kept.stream().map(texts::get).toList(), truth, classes);
        for (int i : held) {
          seen.add(new HeldOut(intents[i], without.sides(texts.get(i))));
        }
      }
    }
    return seen;
  }

  /** The intent that the model would take it for. */
  int takenFor(Blend blend) {
    float[] scores = blend.scores(sides);
    int best = 0;
    for (int k = 1; k < scores.length; k++) {
      if (scores[k] > scores[best]) {
        best = k;
      }
    }
    return best;
  }

  boolean right(Blend blend) {
    return takenFor(blend) == intent;
  }
}
