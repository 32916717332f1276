package io.botflow.ai.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.botflow.engine.Services;
import io.botflow.spi.IntentClassifier;
import io.botflow.testing.ConversationScript;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IntentFlowTest {
  private static final String FLOW =
      """
      {"botflow": 1, "id": "shop",
       "intents": [
        {"name": "track_order", "examples": ["Where is my order?", "track my parcel",
          "when will my package arrive", "my delivery has not arrived"]},
        {"name": "refund", "examples": ["I want my money back", "how do I get a refund",
          "please refund me", "return this and get my money back"]}],
       "nodes": [
        {"id": "track", "type": "trigger",
         "data": {"config": {"on": "intent", "intents": ["track_order"]}}},
        {"id": "refund", "type": "trigger",
         "data": {"config": {"on": "intent", "intents": ["refund"]}}},
        {"id": "any", "type": "trigger", "data": {"config": {"on": "any_message"}}},
        {"id": "tracked", "type": "end", "data": {"config": {"text": "On its way."}}},
        {"id": "refunded", "type": "end", "data": {"config": {"text": "Money back."}}},
        {"id": "anything", "type": "end", "data": {"config": {"text": "A person will answer."}}}],
       "edges": [
        {"id": "1", "source": "track", "target": "tracked"},
        {"id": "2", "source": "refund", "target": "refunded"},
        {"id": "3", "source": "any", "target": "anything"}]}
      """;

  @Test
  void aFlowIsUnderstoodByItsOwnExamples() {
    talk(new TrainedIntents(IntentTrainer.DEFAULT, 8));
  }

  @Test
  void aFlowIsUnderstoodByAModelThatWasTrainedAhead() {
    Map<String, List<String>> examples =
        Map.of(
            "track_order", SmallSets.ENGLISH.getOrDefault("track_order", List.of()),
            "refund", SmallSets.ENGLISH.getOrDefault("refund", List.of()));

    talk(IntentModel.of(IntentTrainer.DEFAULT.train(examples).model().bytes()));
  }

  private static void talk(IntentClassifier intents) {
    ConversationScript.of(FLOW, new Services(null, null, null, intents, null))
        .says("wheres my ordr")
        .expect("On its way.")
        .says("i want a refund pls")
        .expect("Money back.")
        .says("tell me a joke about elephants")
        .expect("A person will answer.");
  }

  @Test
  void everyFlowIsKnownByItsOwnExamples() {
    var intents = new TrainedIntents(IntentTrainer.DEFAULT, 2);

    for (int round = 0; round < 2; round++) {
      assertThat(name(intents.classify("where is my order", SmallSets.ENGLISH)))
          .isEqualTo("track_order");
      assertThat(name(intents.classify("donde esta mi pedido", SmallSets.SPANISH)))
          .isEqualTo("pedido");
      assertThat(name(intents.classify("nivula nini", SmallSets.ZULU))).isEqualTo("amahora");
    }
  }

  @Test
  void manyMayAskAtOnce() throws Exception {
    var intents = new TrainedIntents(IntentTrainer.DEFAULT, 8);
    IntentModel alone = IntentTrainer.DEFAULT.train(SmallSets.ENGLISH).model();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<IntentClassifier.Intent>> answers = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        Callable<IntentClassifier.Intent> ask =
            () -> intents.classify("give me my money back", SmallSets.ENGLISH);
        answers.add(threads.submit(ask));
      }
      for (Future<IntentClassifier.Intent> answer : answers) {
        assertThat(answer.get())
            .isEqualTo(alone.classify("give me my money back", SmallSets.ENGLISH));
      }
    }
  }

  @Test
  void tooManyExamplesAreRefusedEachTime() {
    var intents = new TrainedIntents(IntentTrainer.DEFAULT, 1);
    Map<String, List<String>> many =
        Map.of("a", Collections.nCopies(IntentTrainer.MAX_EXAMPLES + 1, "a"));

    for (int round = 0; round < 2; round++) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> intents.classify("a", many))
          .withMessageContaining("100001 examples are more than 100000");
    }
  }

  private static String name(IntentClassifier.@Nullable Intent intent) {
    return intent == null ? "" : intent.name();
  }
}
