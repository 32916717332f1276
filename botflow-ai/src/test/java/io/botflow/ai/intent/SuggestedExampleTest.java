package io.botflow.ai.intent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestedExampleTest {
  private final IntentModel model = IntentTrainer.DEFAULT.train(SmallSets.ENGLISH).model();

  @Test
  void whatTheModelIsNotSureOfIsSuggestedOnce() {
    List<SuggestedExample> found =
        SuggestedExample.of(
            model,
            SmallSets.ENGLISH,
            List.of("order money open", "Order money  open", "Where is my order?", "xylophone"),
            10);
    assertThat(found).extracting(SuggestedExample::text).contains("order money open");
    assertThat(found)
        .extracting(SuggestedExample::text)
        .doesNotContain("Where is my order?", "Order money  open");
    assertThat(found.getFirst().times()).isEqualTo(2);
    assertThat(found).allSatisfy(one -> assertThat(one.confidence()).isBetween(0.2, 0.85));
  }

  @Test
  void noMoreThanWanted() {
    assertThat(
            SuggestedExample.of(
                model, SmallSets.ENGLISH, List.of("money parcel", "order money open"), 1))
        .hasSizeLessThanOrEqualTo(1);
  }
}
