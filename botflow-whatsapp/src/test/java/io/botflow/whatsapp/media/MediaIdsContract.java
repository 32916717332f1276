package io.botflow.whatsapp.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.whatsapp.media.MediaIds.Known;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every memory of uploads does. */
public interface MediaIdsContract {
  /** When the ids of the tests end. */
  Instant ENDS = Instant.parse("2026-11-25T09:00:00Z");

  /** An empty memory. */
  MediaIds ids();

  @Test
  default void findsTheIdOfANumberAndContentUntilItEnds() {
    MediaIds ids = ids();
    ids.put("111", "content", new Known("1", ENDS));

    assertThat(ids.find("111", "content", ENDS.minusMillis(1))).contains(new Known("1", ENDS));
    assertThat(ids.find("111", "content", ENDS)).isEmpty();
    assertThat(ids.find("222", "content", ENDS.minusMillis(1))).isEmpty();
    assertThat(ids.find("111", "other", ENDS.minusMillis(1))).isEmpty();
  }

  @Test
  default void forgetsAndReplaces() {
    MediaIds ids = ids();
    ids.put("111", "content", new Known("1", ENDS));
    ids.put("111", "content", new Known("2", ENDS));
    assertThat(ids.find("111", "content", ENDS.minusMillis(1))).contains(new Known("2", ENDS));
    ids.forget("111", "content");
    ids.forget("111", "content");

    assertThat(ids.find("111", "content", ENDS.minusMillis(1))).isEmpty();
  }
}
