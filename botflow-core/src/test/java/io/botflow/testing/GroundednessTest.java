package io.botflow.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GroundednessTest {
  private static final List<String> GIVEN =
      List.of("You may return everything within 30 days; the label is in the box.");

  @Test
  void whatIsTakenFromThePassagesStandsInThem() {
    assertThat(Groundedness.of("Everything may be returned within 30 days.", GIVEN))
        .isEqualTo(new Proportion(1, 1));
  }

  @Test
  void anotherFigureDoesNot() {
    assertThat(Groundedness.of("You may return everything within 60 days.", GIVEN))
        .isEqualTo(new Proportion(0, 1));
  }

  @Test
  void eachSentenceStandsForItself() {
    assertThat(
            Groundedness.of(
                "The label is in the box. Couriers collect parcels from neighbours free.", GIVEN))
        .isEqualTo(new Proportion(1, 2));
  }

  @Test
  void wordsThatSayNothingAreNoSentence() {
    assertThat(Groundedness.of("Yes! Oh.", GIVEN)).isEqualTo(new Proportion(0, 0));
  }
}
