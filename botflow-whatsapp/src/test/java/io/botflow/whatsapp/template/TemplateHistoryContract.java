package io.botflow.whatsapp.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.whatsapp.template.TemplateHistory.Act;
import io.botflow.whatsapp.template.TemplateHistory.Kind;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every history of templates does. */
public interface TemplateHistoryContract {
  /** When the acts of the tests happen. */
  Instant NOW = Instant.parse("2026-11-25T09:00:00Z");

  /** An empty history. */
  TemplateHistory history();

  @Test
  default void tellsTheActsOfAKindSinceAMoment() {
    TemplateHistory history = history();
    Act early = new Act("A", Kind.CREATED, "one", NOW);
    Act late = new Act("A", Kind.CREATED, "two", NOW.plusSeconds(1));
    history.add(early);
    history.add(new Act("A", Kind.EDITED, "one", NOW));
    history.add(new Act("B", Kind.CREATED, "one", NOW));
    history.add(late);

    assertThat(history.since("A", Kind.CREATED, NOW)).containsExactly(early, late);
    assertThat(history.since("A", Kind.CREATED, NOW.plusMillis(1))).containsExactly(late);
    assertThat(history.since("C", Kind.CREATED, NOW)).isEmpty();
  }

  @Test
  default void remembersThirtyDays() {
    TemplateHistory history = history();
    Act old = new Act("A", Kind.DELETED, "one", NOW);
    Act last = new Act("A", Kind.DELETED, "two", NOW.plus(Duration.ofDays(30)));
    history.add(old);
    history.add(last);

    assertThat(history.since("A", Kind.DELETED, NOW)).containsExactly(old, last);
  }
}
