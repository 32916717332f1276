package io.botflow.ai.intent;

import static org.assertj.core.api.Assertions.assertThat;

import io.botflow.spi.ChatReply;
import io.botflow.spi.ChatRequest;
import io.botflow.spi.IntentClassifier.Intent;
import io.botflow.spi.Payer;
import io.botflow.testing.ScriptedChatModel;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SecondOpinionTest {
  private static final Payer PAYER = new Payer(new UUID(0, 1), new UUID(0, 2), new UUID(0, 3));
  private static final Map<String, List<String>> INTENTS =
      Map.of("refund", List.of("money back"), "track", List.of("where is it"));

  private final ScriptedChatModel model = new ScriptedChatModel();

  @Test
  void whoIsSureAsksNobody() {
    assertThat(opinion(new Intent("track", 0.8)).classify(PAYER, "where is it", INTENTS))
        .isEqualTo(new Intent("track", 0.8));
    assertThat(model.requests()).isEmpty();
  }

  @Test
  void theModelDecidesWhereTheFirstIsNotSure() {
    model.answers("{\"intent\": \"refund\"}");
    assertThat(opinion(null).classify(PAYER, "reimburse me", INTENTS))
        .isEqualTo(new Intent("refund", SecondOpinion.CONFIDENCE));
    ChatRequest asked = model.requests().getFirst();
    assertThat(asked.payer()).isEqualTo(PAYER);
    assertThat(asked.instructions()).contains("- refund: money back").doesNotContain("reimburse");
  }

  @Test
  void noneIsNone() {
    model.answers("{\"intent\": \"none\"}");
    assertThat(opinion(new Intent("track", 0.5)).classify(PAYER, "nice weather", INTENTS)).isNull();
  }

  @Test
  void whatIsNoIntentAndNoAnswerLeavesTheFirst() {
    Intent first = new Intent("track", 0.5);
    model.when("a", List.of(new ChatReply.Answer("{\"intent\": \"hack\"}", "m", 1, 1)));
    model.failsAt("", "away");
    assertThat(opinion(first).classify(PAYER, "a thing", INTENTS)).isEqualTo(first);
    assertThat(opinion(first).classify(PAYER, "other", INTENTS)).isEqualTo(first);
  }

  @Test
  void withoutAPayerNobodyIsAsked() {
    assertThat(opinion(null).classify("reimburse me", INTENTS)).isNull();
    assertThat(model.requests()).isEmpty();
  }

  private SecondOpinion opinion(@Nullable Intent first) {
    return new SecondOpinion((text, intents) -> first, model, 0.6);
  }
}
