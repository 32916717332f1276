package io.botflow.ai.intent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an author should know of a trained model, by cross-validation: examples are classified by
 * models that were trained without them.
 *
 * @param intents how many there are
 * @param examples how many of them have a word in them
 * @param accuracy which part of the examples was taken for the right intent, from 0 to 1, the
 *     threshold left aside; null where no intent has two examples
 * @param weak intents that need more examples, or others; the worst first
 * @param confusions intents that are taken for others; the most frequent first, at most 20
 * @param shared examples that more than one intent has
 */
public record TrainingReport(
    int intents,
    int examples,
    @Nullable Double accuracy,
    List<Weak> weak,
    List<Confusion> confusions,
    List<Shared> shared) {

  /** An intent with fewer examples than this is weak. */
  public static final int FEW_EXAMPLES = 5;

  /** An intent of which less than this part is found is weak. */
  public static final double LITTLE_FOUND = 0.7;

  /** Copies the lists. */
  public TrainingReport {
    weak = List.copyOf(weak);
    confusions = List.copyOf(confusions);
    shared = List.copyOf(shared);
  }

  /**
   * An intent that is hard to find.
   *
   * @param found which part of its examples was taken for it, from 0 to 1; 0 where it has not two
   */
  public record Weak(String intent, int examples, double found) {}

  /** How many examples of an intent were taken for another. */
  public record Confusion(String intent, String takenFor, int times) {}

  /** An example that is the same in several intents but for case, marks, digits and punctuation. */
  public record Shared(String example, List<String> intents) {
    /** Copies the list. */
    public Shared {
      intents = List.copyOf(intents);
    }
  }
}
