package io.botflow.whatsapp.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InMemoryMediaIdsTest implements MediaIdsContract {
  @Override
  public MediaIds ids() {
    return new InMemoryMediaIds(10);
  }

  @Test
  void theLeastUsedGoesFirst() {
    MediaIds ids = new InMemoryMediaIds(2);
    ids.put("111", "a", new MediaIds.Known("1", ENDS));
    ids.put("111", "b", new MediaIds.Known("2", ENDS));
    assertThat(ids.find("111", "a", ENDS.minusMillis(1))).isPresent();
    ids.put("111", "c", new MediaIds.Known("3", ENDS));

    assertThat(ids.find("111", "a", ENDS.minusMillis(1))).isPresent();
    assertThat(ids.find("111", "b", ENDS.minusMillis(1))).isEmpty();
  }
}
