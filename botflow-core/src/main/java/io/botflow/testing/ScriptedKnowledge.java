package io.botflow.testing;

import io.botflow.spi.KnowledgeBase;
import io.botflow.spi.Passage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A knowledge base that finds what a test gave it: the passages of the first rule whose words are
 * in the question, and nothing where there is none. Thread-safe.
 */
public final class ScriptedKnowledge implements KnowledgeBase {
  private final List<Rule> rules = new ArrayList<>();

  /** A knowledge base that knows nothing. */
  public ScriptedKnowledge() {}

  /** Finds these passages for questions that have a part; the empty string is in all of them. */
  public synchronized ScriptedKnowledge when(String part, List<Passage> passages) {
    rules.add(new Rule(part.toLowerCase(Locale.ROOT), List.copyOf(passages)));
    return this;
  }

  @Override
  public synchronized List<Passage> search(
      UUID organization, String question, List<String> categories, int most) {
    String plain = question.toLowerCase(Locale.ROOT);
    for (Rule rule : rules) {
      if (plain.contains(rule.part)) {
        return rule.passages.subList(0, Math.min(most, rule.passages.size()));
      }
    }
    return List.of();
  }

  private record Rule(String part, List<Passage> passages) {}
}
