package io.botflow.engine;

import io.botflow.spi.KnowledgeBase;
import io.botflow.spi.Passage;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What knowledge gave, in a form that the journal can keep.
 *
 * @param problem why it gave nothing; null where it answered, be it with nothing
 */
record Passages(List<Passage> passages, @Nullable String problem) {
  static final Passages NONE = new Passages(List.of(), null);

  private static final Logger LOG = LoggerFactory.getLogger(Passages.class);

  static Passages failed(String problem) {
    return new Passages(List.of(), problem);
  }

  /** Asks; knowledge that breaks down gives nothing, and the flow says what happens then. */
  static Passages of(
      KnowledgeBase knowledge,
      UUID organization,
      String question,
      List<String> categories,
      int most) {
    try {
      return new Passages(knowledge.search(organization, question, categories, most), null);
    } catch (RuntimeException e) {
      LOG.warn("A customer is answered without knowledge", e);
      return failed("it threw " + e.getClass().getName());
    }
  }
}
