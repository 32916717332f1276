package io.botflow.spi;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What is remembered of a customer from earlier conversations. Thread-safe; may block, but an
 * answer after five seconds is as good as none. What it throws counts as nothing remembered.
 */
@FunctionalInterface
public interface Recollection {

  /** What is remembered of a contact; {@link Recalled#NOTHING} where that is nothing. */
  Recalled recall(UUID organization, UUID contact);

  /**
   * What is remembered. It comes from what customers said, so it is information and can give no
   * orders.
   *
   * @param facts the ones that matter most first
   * @param summary of earlier conversations; empty where there is none
   */
  record Recalled(List<Fact> facts, String summary) {
    /** Nobody knows anything. */
    public static final Recalled NOTHING = new Recalled(List.of(), "");

    public Recalled {
      facts = List.copyOf(facts);
      Objects.requireNonNull(summary, "summary");
    }

    /** Whether there is nothing to tell. */
    @JsonIgnore
    public boolean isEmpty() {
      return facts.isEmpty() && summary.isEmpty();
    }
  }

  /**
   * One fact or preference.
   *
   * @param name what it is, such as {@code shoe size}
   */
  record Fact(String name, String value) {
    public Fact {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(value, "value");
    }
  }
}
