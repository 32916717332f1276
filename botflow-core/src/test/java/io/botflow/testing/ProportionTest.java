package io.botflow.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProportionTest {

  /** Newcombe 1998, table I, method 3: 81 of 263, 15 of 148, 0 of 20 and 1 of 29. */
  @Test
  void theIntervalIsWilsons() {
    interval(new Proportion(81, 263), 25.53, 36.62);
    interval(new Proportion(15, 148), 6.24, 16.05);
    interval(new Proportion(0, 20), 0, 16.11);
    interval(new Proportion(1, 29), 0.61, 17.18);
  }

  @Test
  void nothingCountedSaysNothing() {
    interval(new Proportion(0, 0), 0, 100);
    assertThat(new Proportion(0, 0).percent()).isEqualTo(100);
  }

  @Test
  void aPartIsNoMoreThanTheWhole() {
    assertThatThrownBy(() -> new Proportion(3, 2)).isInstanceOf(IllegalArgumentException.class);
  }

  private static void interval(Proportion proportion, double low, double high) {
    assertThat(proportion.low()).isCloseTo(low, within(0.01));
    assertThat(proportion.high()).isCloseTo(high, within(0.01));
  }
}
