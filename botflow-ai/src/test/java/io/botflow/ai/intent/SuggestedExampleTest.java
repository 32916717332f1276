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
            List.of(
                "my parcel and my refund",
                "My parcel and  my refund",
                "Where is my order?",
                "xylophone"),
            10);
    assertThat(found).extracting(SuggestedExample::text).contains("my parcel and my refund");
    assertThat(found)
        .extracting(SuggestedExample::text)
        .doesNotContain("Where is my order?", "My parcel and  my refund");
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
