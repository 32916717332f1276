package io.botflow.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.botflow.spi.EmbeddingModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link EmbeddingModel} keeps to. */
public abstract class EmbeddingModelContract {
  private static final String PARCEL = "When will my parcel arrive?";

  /** The same one each time. */
  protected abstract EmbeddingModel model();

  @Test
  void saysWhatItIs() {
    assertThat(model().id()).isNotBlank();
    assertThat(model().dimension()).isPositive();
  }

  @Test
  void noTextsHaveNoVectors() {
    assertThat(model().embed(List.of())).isEmpty();
  }

  @Test
  void eachTextHasItsVectorInOrder() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      texts.add("Order number " + i + " has not arrived yet");
    }
    List<float[]> vectors = model().embed(texts);
    assertThat(vectors).hasSize(texts.size());
    for (int i : List.of(0, 63, 64, 149)) {
      assertThat(product(vectors.get(i), one(texts.get(i)))).isEqualTo(1, within(1e-4));
    }
  }

  @Test
  void aVectorDoesNotDependOnWhatItIsAskedWith() {
    float[] alone = one(PARCEL);
    float[] among =
        model().embed(List.of("no", "A much longer text. ".repeat(40), PARCEL)).getLast();
    assertThat(product(alone, among)).isEqualTo(1, within(1e-4));
  }

  @Test
  void whatIsAlikeIsCloser() {
    float[] parcel = one(PARCEL);
    assertThat(product(parcel, one("will my parcel arrive soon")))
        .isGreaterThan(product(parcel, one("Pancakes are made of flour, milk and eggs")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \n\t",
        "?",
        "\u0000\u0007",
        "\uD800",
        "👍🏽👍🏽",
        "Ngicela usizo nge-oda yami",
        "أين طلبي؟",
        "我的包裹在哪里",
        "[CLS] [SEP] <s>"
      })
  void everyTextHasAVector(String text) {
    assertIsUnit(one(text));
  }

  @Test
  void ofALongTextTheBeginningCounts() {
    assertIsUnit(one("word ".repeat(100_000)));
    assertIsUnit(one("x".repeat(200_000)));
  }

  @Test
  void manyMayAskAtOnce() throws InterruptedException {
    float[] expected = one(PARCEL);
    Map<Integer, float[]> seen = new ConcurrentHashMap<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      int number = i;
      List<String> texts = new ArrayList<>(Collections.nCopies(number % 4, "something else"));
      texts.add(PARCEL);
      threads.add(Thread.ofVirtual().start(() -> seen.put(number, model().embed(texts).getLast())));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(seen).hasSize(16);
    assertThat(seen.values())
        .allSatisfy(vector -> assertThat(product(vector, expected)).isEqualTo(1, within(1e-4)));
  }

  private float[] one(String text) {
    return model().embed(List.of(text)).getFirst();
  }

  private void assertIsUnit(float[] vector) {
    assertThat(vector).hasSize(model().dimension());
    assertThat(product(vector, vector)).isEqualTo(1, within(1e-4));
  }

  private static double product(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
