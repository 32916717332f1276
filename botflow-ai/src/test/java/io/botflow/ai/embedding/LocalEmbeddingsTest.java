package io.botflow.ai.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.botflow.ai.embedding.LocalModel.Pooling;
import io.botflow.spi.EmbeddingUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalEmbeddingsTest {

  @Test
  void aFileOfOnesOwnGivesTheSameVectors(@TempDir Path folder) throws IOException {
    Path onnx = copy(LocalModel.MINI_LM.onnx(), folder.resolve("model.onnx"));
    Path tokenizer = copy(LocalModel.MINI_LM.tokenizer(), folder.resolve("tokenizer.json"));
    var mine = new LocalModel("mine", onnx.toString(), tokenizer.toString(), Pooling.MEAN, 256);

    assertThat(mine.present()).isTrue();
    try (LocalEmbeddings own = LocalEmbeddings.of(mine);
        LocalEmbeddings packed = LocalEmbeddings.of(LocalModel.MINI_LM)) {
      assertThat(own.id()).isEqualTo("mine");
      assertThat(own.dimension()).isEqualTo(384);
      List<String> text = List.of("Where is my order?");
      assertThat(own.embed(text).getFirst()).isEqualTo(packed.embed(text).getFirst());
    }
  }

  @Test
  void theMeaningCountsAndNotTheWords() {
    try (LocalEmbeddings model = LocalEmbeddings.of(LocalModel.BGE_SMALL_EN)) {
      List<float[]> vectors =
          model.embed(
              List.of(
                  "How do I get my money back?", "refund please", "How do I get my card back?"));
      assertThat(product(vectors.get(0), vectors.get(1))).isGreaterThan(0.75);
    }
  }

  @Test
  void aModelThatIsNotThereIsSaid() {
    var missing = new LocalModel("gone", "/no/such.onnx", "/no/such.json", Pooling.MEAN, 64);
    assertThat(missing.present()).isFalse();
    assertThatThrownBy(() -> LocalEmbeddings.of(missing))
        .isInstanceOf(EmbeddingUnavailable.class)
        .hasMessageContaining("gone")
        .hasMessageContaining("/no/such.json");
  }

  @Test
  void whatIsNoModelIsSaid(@TempDir Path folder) throws IOException {
    Path onnx = Files.writeString(folder.resolve("model.onnx"), "no model");
    var broken =
        new LocalModel("broken", onnx.toString(), LocalModel.MINI_LM.tokenizer(), Pooling.MEAN, 64);
    assertThatThrownBy(() -> LocalEmbeddings.of(broken))
        .isInstanceOf(EmbeddingUnavailable.class)
        .hasMessageContaining("broken");
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LocalModel("a", "b", "c", Pooling.MEAN, 7));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LocalModel(" ", "b", "c", Pooling.MEAN, 64));
  }

  private static Path copy(String place, Path to) throws IOException {
    try (InputStream from = LocalModel.open(place)) {
      Files.copy(from, to);
    }
    return to;
  }

  private static double product(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
