package io.botflow.ai.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.botflow.spi.IntentClassifier.Intent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntentModelTest {
  private static final IntentModel ENGLISH = trained(SmallSets.ENGLISH);
  private static final IntentModel SPANISH = trained(SmallSets.SPANISH);
  private static final IntentModel ZULU = trained(SmallSets.ZULU);

  @ParameterizedTest
  @CsvSource({
    "where is my parcel, track_order",
    "my package has not arrived, track_order",
    "i want a refund, refund",
    "give me back my money, refund",
    "are you open tomorrow, opening_hours",
    "WHAT TIME DO YOU OPEN?!, opening_hours"
  })
  void findsWhatIsSaidInOtherWords(String text, String intent) {
    assertThat(found(ENGLISH, SmallSets.ENGLISH, text)).isEqualTo(intent);
  }

  @ParameterizedTest
  @CsvSource({
    "wheres my ordr, track_order",
    "my delivry hasnt arived, track_order",
    "i wnat a refundd, refund",
    "pls reufnd my paymnt, refund",
    "what are your openning huors, opening_hours"
  })
  void findsWhatIsMistyped(String text, String intent) {
    assertThat(found(ENGLISH, SmallSets.ENGLISH, text)).isEqualTo(intent);
  }

  @ParameterizedTest
  @CsvSource({
    "donde esta mi paquete, pedido",
    "quiero un reembolso, reembolso",
    "a que hora cierran, horario"
  })
  void knowsSpanish(String text, String intent) {
    assertThat(found(SPANISH, SmallSets.SPANISH, text)).isEqualTo(intent);
  }

  @ParameterizedTest
  @CsvSource({
    "iphasela lami likuphi, i-oda",
    "ngicela imali yami, imali",
    "isitolo sivala nini, amahora"
  })
  void knowsZulu(String text, String intent) {
    assertThat(found(ZULU, SmallSets.ZULU, text)).isEqualTo(intent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tell me a joke about elephants",
        "who won the football match",
        "Ich möchte einen Tisch für zwei Personen reservieren",
        "xqzv jkwp",
        "?!",
        " ",
        ""
      })
  void findsNothingInWhatIsAboutSomethingElse(String text) {
    assertThat(found(ENGLISH, SmallSets.ENGLISH, text)).isNull();
  }

  @Test
  void isSurerOfAnExampleThanOfALikeness() {
    double example = ENGLISH.ranked("Where is my order?", 1).getFirst().confidence();
    double alike = ENGLISH.ranked("my order", 1).getFirst().confidence();

    assertThat(example).isBetween(alike, 1.0);
    assertThat(alike).isBetween(0.0, example);
  }

  @Test
  void ranksAllIntentsAndLeavesTheRestForNone() {
    List<Intent> ranked = ENGLISH.ranked("please refund my order", 9);

    assertThat(ranked)
        .extracting(Intent::name)
        .containsExactlyInAnyOrder("track_order", "refund", "opening_hours");
    assertThat(ranked)
        .extracting(Intent::confidence)
        .isSortedAccordingTo(Collections.reverseOrder());
    assertThat(ranked.stream().mapToDouble(Intent::confidence).sum()).isBetween(0.0, 1.0);
    assertThat(ENGLISH.ranked("please refund my order", 2)).isEqualTo(ranked.subList(0, 2));
  }

  @Test
  void findsOnlyWhatTheFlowHas() {
    assertThat(ENGLISH.classify("i want a refund", Map.of("track_order", List.of()))).isNull();
  }

  @Test
  void findsMoreWithALowerThresholdAndLessWithAHigherOne() {
    String vague = "ordering";
    double sure = ENGLISH.ranked(vague, 1).getFirst().confidence();

    assertThat(found(withThreshold(Math.max(0, sure - 0.01)), SmallSets.ENGLISH, vague))
        .isNotNull();
    assertThat(found(withThreshold(sure + 0.01), SmallSets.ENGLISH, vague)).isNull();
  }

  @Test
  void isTheSameWhateverTheOrderOfTheIntents() {
    Map<String, List<String>> turned = new LinkedHashMap<>();
    List<String> names = new ArrayList<>(SmallSets.ENGLISH.keySet());
    Collections.sort(names, Collections.reverseOrder());
    names.forEach(name -> turned.put(name, SmallSets.ENGLISH.get(name)));

    assertThat(trained(turned).bytes()).isEqualTo(ENGLISH.bytes());
  }

  @Test
  void doesNotReadTheEndOfAVeryLongText() {
    String text = "Where is my order? " + "-".repeat(IntentModel.MAX_TEXT);

    assertThat(ENGLISH.ranked(text + "I want my money back", 3))
        .isEqualTo(ENGLISH.ranked("Where is my order?", 3));
  }

  @Test
  void learnsFromLittleOrNothing() {
    assertThat(found(trained(Map.of()), Map.of(), "hello")).isNull();
    Map<String, List<String>> one =
        Map.of("greeting", List.of("hello there"), "empty", List.of("?"));
    assertThat(found(trained(one), one, "hello there")).isEqualTo("greeting");
    assertThat(found(trained(one), one, "the weather is bad")).isNull();
  }

  @Test
  void refusesWhatIsTooMuch() {
    Map<String, List<String>> many = new LinkedHashMap<>();
    for (int i = 0; i <= IntentTrainer.MAX_INTENTS; i++) {
      many.put("intent " + i, List.of());
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trained(many))
        .withMessage("1001 intents are more than 1000");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> trained(Map.of("a", Collections.nCopies(IntentTrainer.MAX_EXAMPLES + 1, "a"))))
        .withMessage("100001 examples are more than 100000");
    var random = new SplittableRandom(1);
    Map<String, List<String>> different = new LinkedHashMap<>();
    for (int i = 0; i < IntentTrainer.MAX_INTENTS; i++) {
      var letters = random.ints(300, 'a', 'z').mapToObj(Character::toString);
      different.put("intent " + i, List.of(letters.collect(Collectors.joining())));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trained(different))
        .withMessageStartingWith("The examples are too many and too different");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IntentTrainer(Double.NaN))
        .withMessage("The threshold must be from 0 to 1, not NaN");
  }

  private static @Nullable String found(
      IntentModel model, Map<String, List<String>> intents, String text) {
    Intent intent = model.classify(text, intents);
    return intent == null ? null : intent.name();
  }

  private static IntentModel withThreshold(double threshold) {
    return new IntentTrainer(threshold).train(SmallSets.ENGLISH).model();
  }

  private static IntentModel trained(Map<String, List<String>> examples) {
    return IntentTrainer.DEFAULT.train(examples).model();
  }
}
