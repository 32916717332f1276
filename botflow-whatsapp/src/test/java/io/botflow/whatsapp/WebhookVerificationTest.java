package io.botflow.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookVerificationTest {
  @Test
  void echoesTheChallengeToWhoKnowsTheToken() {
    assertThat(WebhookVerification.answer("subscribe", "token", "1158201444", "token"))
        .contains("1158201444");
  }

  @Test
  void answersNobodyElse() {
    assertThat(WebhookVerification.answer("subscribe", "other", "1", "token")).isEmpty();
    assertThat(WebhookVerification.answer("subscribe", null, "1", "token")).isEmpty();
    assertThat(WebhookVerification.answer("subscribe", "", "1", "")).isEmpty();
    assertThat(WebhookVerification.answer("unsubscribe", "token", "1", "token")).isEmpty();
    assertThat(WebhookVerification.answer(null, "token", "1", "token")).isEmpty();
  }

  @Test
  void echoesNoMarkupAndNothingEndless() {
    for (String challenge : List.of("", "<script>", "a b", "1\n2", "x".repeat(201))) {
      assertThat(WebhookVerification.answer("subscribe", "token", challenge, "token"))
          .as(challenge)
          .isEmpty();
    }
    assertThat(WebhookVerification.answer("subscribe", "token", null, "token")).isEmpty();
  }
}
