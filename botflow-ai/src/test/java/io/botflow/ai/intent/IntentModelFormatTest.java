package io.botflow.ai.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class IntentModelFormatTest {
  /** Where the head's numbers of intents and of features lie. */
  private static final int CLASSES = 21;

  private static final int FEATURES = 29;

  private static final byte[] SMALL =
      new IntentTrainer(0.25)
          .train(Map.of("größe", List.of("how big"), "price", List.of("how much")))
          .model()
          .bytes();

  @Test
  void readsWhatItWrote() {
    IntentModel model = IntentTrainer.DEFAULT.train(SmallSets.ZULU).model();
    IntentModel read = IntentModel.of(model.bytes());

    assertThat(read.bytes()).isEqualTo(model.bytes());
    assertThat(read.names()).isEqualTo(model.names());
    assertThat(read.threshold()).isEqualTo(model.threshold());
    assertThat(read.ranked("iphasela lami likuphi", 3))
        .isEqualTo(model.ranked("iphasela lami likuphi", 3));
    assertThat(IntentModel.of(SMALL).names()).containsExactly("größe", "price");
    assertThat(IntentModel.of(SMALL).threshold()).isEqualTo(0.25);
  }

  @Test
  void readsAModelWithoutIntents() {
    assertThat(IntentModel.of(IntentTrainer.DEFAULT.train(Map.of()).model().bytes()).names())
        .isEmpty();
  }

  @Test
  void refusesWhatIsCutOff() {
    for (int length = 0; length < SMALL.length; length++) {
      byte[] cut = Arrays.copyOf(SMALL, length);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> IntentModel.of(cut))
          .withMessageMatching("This is no intent model|The intent model is damaged: .*");
    }
  }

  @Test
  void refusesEveryFlippedByte() {
    for (int i = 0; i < SMALL.length; i++) {
      byte[] flipped = SMALL.clone();
      flipped[i] ^= 0x41;
      assertThatIllegalArgumentException()
          .isThrownBy(() -> IntentModel.of(flipped))
          .withMessageMatching("This is no intent model|The intent model .*");
    }
  }

  @Test
  void refusesWhatIsForeignOrNewer() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IntentModel.of(new byte[100]))
        .withMessage("This is no intent model");
    byte[] newer = SMALL.clone();
    newer[4] = 4;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IntentModel.of(newer))
        .withMessage("The intent model is of version 4; this BotFlow reads version 3");
  }

  @Test
  void makesNothingOfForgedSizes() {
    for (int forged : new int[] {-1, 3, 1_000, Integer.MAX_VALUE}) {
      assertDamaged(CLASSES, forged);
      assertDamaged(FEATURES, forged);
      assertDamaged(FEATURES + 4, forged);
    }
  }

  @Test
  void survivesAnyForgedByte() {
    IntentModel honest = IntentModel.of(SMALL);
    for (int i = 5; i < SMALL.length - 4; i++) {
      byte[] forged = SMALL.clone();
      forged[i] ^= 0x55;
      try {
        IntentModel model = IntentModel.of(signed(forged));
        assertThat(model.ranked("how much", 2)).hasSameSizeAs(honest.names());
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageStartingWith("The intent model is damaged: ");
      }
    }
  }

  private static void assertDamaged(int at, int forged) {
    byte[] bytes = SMALL.clone();
    ByteBuffer.wrap(bytes).putInt(at, forged);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IntentModel.of(signed(bytes)))
        .withMessageStartingWith("The intent model is damaged: ");
  }

  private static byte[] signed(byte[] bytes) {
    var sum = new CRC32();
    sum.update(bytes, 0, bytes.length - 4);
    ByteBuffer.wrap(bytes).putInt(bytes.length - 4, (int) sum.getValue());
    return bytes;
  }
}
