package io.botflow.spi;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says what a message wants. Thread-safe; may block, but an answer after five seconds, or none, is
 * as good as no intent.
 */
@FunctionalInterface
public interface IntentClassifier {

  /**
   * The intent of a text.
   *
   * @param intents the flow's intents with their examples, by name
   * @return null where it is none of them
   */
  @Nullable Intent classify(String text, Map<String, List<String>> intents);

  /**
   * The same, for classifiers that ask somebody who wants to be paid.
   *
   * @param payer at whose cost
   */
  default @Nullable Intent classify(Payer payer, String text, Map<String, List<String>> intents) {
    return classify(text, intents);
  }

  /** An intent and how sure the classifier is, from 0 to 1. */
  record Intent(String name, double confidence) {}
}
