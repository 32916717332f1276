package io.botflow.ai.intent;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.spi.EmbeddingModel;
import io.botflow.spi.EmbeddingUnavailable;
import io.botflow.spi.IntentClassifier.Intent;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TrainedIntentsTest {

  @Test
  @Timeout(60)
  void wordsAnswerUntilTheEncoderHasReadTheExamples() {
    var reading = new CountDownLatch(1);
    var intents = new TrainedIntents(IntentTrainer.DEFAULT.with(new MoneyEncoder(reading)), 2);

    assertThat(intents.classify("refund my payment please", SmallSets.ENGLISH))
        .extracting(Intent::name)
        .isEqualTo("refund");
    assertThat(intents.classify("reimbursement", SmallSets.ENGLISH)).isNull();

    reading.countDown();
    Intent found = null;
    while (found == null) {
      Thread.onSpinWait();
      found = intents.classify("reimbursement", SmallSets.ENGLISH);
    }
    assertThat(found.name()).isEqualTo("refund");
  }

  /** Knows whether a text is about money, once it may read. */
  private record MoneyEncoder(CountDownLatch reading) implements EmbeddingModel {
    @Override
    public String id() {
      return "money";
    }

    @Override
    public int dimension() {
      return 3;
    }

    @Override
    public List<float[]> embed(List<String> texts) {
      try {
        reading.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new EmbeddingUnavailable("interrupted", true, e);
      }
      return texts.stream().map(MoneyEncoder::vector).toList();
    }

    private static float[] vector(String text) {
      if (text.contains("money") || text.contains("refund") || text.contains("reimburse")) {
        return new float[] {1, 0, 0};
      }
      return text.contains("open") || text.contains("clos")
          ? new float[] {0, 1, 0}
          : new float[] {0, 0, 1};
    }
  }
}
