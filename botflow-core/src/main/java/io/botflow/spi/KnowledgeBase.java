package io.botflow.spi;

import java.util.List;
import java.util.UUID;

/**
 * An organisation's own knowledge. Thread-safe; may block, but an answer after five seconds is as
 * good as none.
 */
@FunctionalInterface
public interface KnowledgeBase {

  /**
   * The passages that answer a question best, best first.
   *
   * @param categories which parts to search; empty for all
   * @param most how many at most
   */
  List<Passage> search(UUID organization, String question, List<String> categories, int most);
}
