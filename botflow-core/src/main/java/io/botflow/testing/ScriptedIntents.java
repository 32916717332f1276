package io.botflow.testing;

import io.botflow.spi.IntentClassifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A classifier that finds the intents that a test gave it: that of the first rule whose words are
 * in the text, and none where there is no such rule. Thread-safe.
 */
public final class ScriptedIntents implements IntentClassifier {
  private final List<Rule> rules = new ArrayList<>();

  /** A classifier that finds nothing. */
  public ScriptedIntents() {}

  /** Finds an intent in texts that have a part; the empty string is in all of them. */
  public synchronized ScriptedIntents when(String part, String intent, double confidence) {
    rules.add(new Rule(part.toLowerCase(Locale.ROOT), new Intent(intent, confidence)));
    return this;
  }

  @Override
  public synchronized @Nullable Intent classify(String text, Map<String, List<String>> intents) {
    String plain = text.toLowerCase(Locale.ROOT);
    for (Rule rule : rules) {
      if (plain.contains(rule.part)) {
        return rule.intent;
      }
    }
    return null;
  }

  private record Rule(String part, Intent intent) {}
}
