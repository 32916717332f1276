package io.botflow.ai.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.botflow.ai.intent.TrainingReport.Confusion;
import io.botflow.ai.intent.TrainingReport.Shared;
import io.botflow.ai.intent.TrainingReport.Weak;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IntentTrainingReportTest {

  @Test
  void saysHowWellAModelMayDo() {
    TrainingReport report = report(SmallSets.ENGLISH);

    assertThat(report.intents()).isEqualTo(3);
    assertThat(report.examples()).isEqualTo(18);
    assertThat(report.accuracy()).isBetween(0.7, 1.0);
    assertThat(report.shared()).isEmpty();
  }

  @Test
  void namesIntentsThatAreHardToTellApart() {
    TrainingReport report =
        report(
            Map.of(
                "cancel",
                List.of("stop it", "end it now", "no more", "quit", "leave this"),
                "unsubscribe",
                List.of("stop it now", "end it", "no more please", "quit this", "leave"),
                "pizza",
                List.of("a pizza", "one pizza please", "pizza now", "two pizzas", "my pizza")));

    assertThat(report.confusions())
        .extracting(Confusion::intent, Confusion::takenFor)
        .contains(tuple("cancel", "unsubscribe"), tuple("unsubscribe", "cancel"));
    assertThat(report.confusions().getFirst().times()).isPositive();
    assertThat(report.weak())
        .extracting(Weak::intent)
        .contains("cancel", "unsubscribe")
        .doesNotContain("pizza");
  }

  @Test
  void namesIntentsWithFewExamplesTheWorstFirst() {
    TrainingReport report =
        report(Map.of("none", List.of("?!"), "one", List.of("a single example")));

    assertThat(report.examples()).isEqualTo(1);
    assertThat(report.accuracy()).isNull();
    assertThat(report.weak()).containsExactly(new Weak("none", 0, 0), new Weak("one", 1, 0));
  }

  @Test
  void namesExamplesThatSeveralIntentsHave() {
    TrainingReport report =
        report(
            Map.of(
                "a", List.of("Order 12, please!", "only here", "only here"),
                "b", List.of("order 34 please"),
                "c", List.of("órder 56 please", "something else")));

    assertThat(report.shared())
        .containsExactly(new Shared("Order 12, please!", List.of("a", "b", "c")));
  }

  private static TrainingReport report(Map<String, List<String>> examples) {
    return IntentTrainer.DEFAULT.train(examples).report();
  }
}
