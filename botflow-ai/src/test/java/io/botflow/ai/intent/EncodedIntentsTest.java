package io.botflow.ai.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.botflow.ai.embedding.LocalEmbeddings;
import io.botflow.ai.embedding.LocalModel;
import io.botflow.spi.EmbeddingModel;
import io.botflow.spi.EmbeddingUnavailable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Intents by meaning. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EncodedIntentsTest {
  private final LocalEmbeddings encoder = LocalEmbeddings.of(LocalModel.BGE_SMALL_EN);
  private final IntentTrainer trainer = IntentTrainer.DEFAULT.with(encoder);
  private final IntentModel model = trainer.train(SmallSets.ENGLISH).model();

  @AfterAll
  void close() {
    encoder.close();
  }

  @Test
  void understandsWhatIsSaidInOtherWords() {
    assertThat(model.ranked("any news about the shipment?", 1).getFirst().name())
        .isEqualTo("track_order");
    assertThat(model.ranked("reimburse me", 1).getFirst().name()).isEqualTo("refund");
    assertThat(model.classify("tell me a joke about elephants", SmallSets.ENGLISH)).isNull();
  }

  @Test
  void theSameExamplesGiveTheSameModel() {
    assertThat(trainer.train(SmallSets.ENGLISH).model().bytes()).isEqualTo(model.bytes());
  }

  @Test
  void aLanguageThatTheEncoderDoesNotKnowLosesNothing() {
    double words = accuracy(IntentTrainer.DEFAULT.train(SmallSets.ZULU));
    assertThat(accuracy(trainer.train(SmallSets.ZULU))).isGreaterThanOrEqualTo(words - 0.01);
  }

  private static double accuracy(IntentTrainer.Training training) {
    Double accuracy = training.report().accuracy();
    return accuracy == null ? 0 : accuracy;
  }

  @Test
  void readsWhatItWrote() {
    IntentModel read = IntentModel.of(model.bytes(), encoder);
    assertThat(read.bytes()).isEqualTo(model.bytes());
    assertThat(read.encoder()).isEqualTo(encoder.id());
    assertThat(read.ranked("any news?", 3)).isEqualTo(model.ranked("any news?", 3));
  }

  @Test
  void withoutItsEncoderItGoesByWords() {
    IntentModel words = IntentTrainer.DEFAULT.train(SmallSets.ENGLISH).model();
    assertThat(IntentModel.of(model.bytes()).ranked("wheres my ordr", 3))
        .isEqualTo(words.ranked("wheres my ordr", 3));
  }

  @Test
  void anEncoderThatFailsIsDoneWithout() {
    IntentModel words = IntentTrainer.DEFAULT.train(SmallSets.ENGLISH).model();
    var failing = new Failing(encoder.id());
    assertThat(IntentModel.of(model.bytes(), failing).ranked("wheres my ordr", 3))
        .isEqualTo(words.ranked("wheres my ordr", 3));
    IntentModel trained = IntentTrainer.DEFAULT.with(failing).train(SmallSets.ENGLISH).model();
    assertThat(trained.bytes()).isEqualTo(words.bytes());
  }

  @Test
  void refusesAnotherEncoder() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IntentModel.of(model.bytes(), new Failing("other")))
        .withMessageContaining("bge-small-en-v1.5-q")
        .withMessageContaining("other");
  }

  @Test
  void survivesForgedBytesAndCuts() {
    byte[] honest = IntentTrainer.DEFAULT.with(new Tiny()).train(SmallSets.ZULU).model().bytes();
    for (int i = honest.length - 900; i < honest.length - 4; i++) {
      byte[] forged = honest.clone();
      forged[i] ^= 0x55;
      byte[] cut = Arrays.copyOf(honest, i);
      assertReadsOrSays(signed(forged));
      assertReadsOrSays(signed(cut));
    }
  }

  private static void assertReadsOrSays(byte[] bytes) {
    try {
      assertThat(IntentModel.of(bytes, new Tiny()).ranked("iphasela", 3)).hasSize(3);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageStartingWith("The intent model ");
    }
  }

  private static byte[] signed(byte[] bytes) {
    var sum = new CRC32();
    sum.update(bytes, 0, bytes.length - 4);
    ByteBuffer.wrap(bytes).putInt(bytes.length - 4, (int) sum.getValue());
    return bytes;
  }

  /** An encoder that has gone. */
  private record Failing(String id) implements EmbeddingModel {
    @Override
    public int dimension() {
      return 384;
    }

    @Override
    public List<float[]> embed(List<String> texts) {
      throw new EmbeddingUnavailable("gone", true, null);
    }
  }

  /** An encoder of two numbers, so that a model is short. */
  private static final class Tiny implements EmbeddingModel {
    @Override
    public String id() {
      return "short";
    }

    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public List<float[]> embed(List<String> texts) {
      return texts.stream()
          .map(
              text -> {
                double angle = text.hashCode() % 100 / 50.0;
                return new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
              })
          .toList();
    }
  }
}
