package io.botflow.whatsapp.onboarding;

import static io.botflow.whatsapp.onboarding.ConnectionCheck.step;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.whatsapp.GraphAnswer;
import io.botflow.whatsapp.onboarding.ConnectionStep.Kind;
import io.botflow.whatsapp.onboarding.ConnectionStep.State;
import java.time.Duration;
import java.time.Instant;

/** Whether the access token or key still works. */
final class TokenSteps {
  /** A token that ends sooner is worth a word. */
  private static final Duration SOON = Duration.ofDays(7);

  private TokenSteps() {}

  static ConnectionStep token(GraphAnswer number, JsonNode debug, Instant now) {
    if (debug.has("is_valid") && !debug.path("is_valid").asBoolean()) {
      return ended();
    }
    long expires = debug.path("expires_at").asLong(0);
    return switch (number) {
      case GraphAnswer.Done ignored ->
          expires > 0 && Instant.ofEpochSecond(expires).isBefore(now.plus(SOON))
              ? step(
                  Kind.TOKEN,
                  State.ATTENTION,
                  "The access token ends at " + Instant.ofEpochSecond(expires) + ".",
                  "Connect again, or use a system user's token, which does not end.")
              : step(Kind.TOKEN, State.DONE, "The access token works.", "");
      case GraphAnswer.Refused refused ->
          refused.error().code() == 190
              ? ended()
              : step(
                  Kind.TOKEN,
                  State.MISSING,
                  "The token cannot see the number: code " + refused.error().code() + ".",
                  SetupTexts.of(refused.error()));
      case GraphAnswer.NotSent ignored -> unreachable();
      case GraphAnswer.Uncertain ignored -> unreachable();
    };
  }

  static ConnectionStep key(GraphAnswer health) {
    return switch (health) {
      case GraphAnswer.Done ignored -> step(Kind.TOKEN, State.DONE, "The API key works.", "");
      case GraphAnswer.Refused refused ->
          refused.error().httpStatus() == 401 || refused.error().httpStatus() == 403
              ? step(
                  Kind.TOKEN,
                  State.MISSING,
                  "360dialog does not accept the API key.",
                  "Make a new key for this number in the Hub.")
              : step(
                  Kind.TOKEN,
                  State.UNKNOWN,
                  "360dialog answered HTTP " + refused.error().httpStatus() + ".",
                  "Try again later.");
      case GraphAnswer.NotSent ignored -> unreachable();
      case GraphAnswer.Uncertain ignored -> unreachable();
    };
  }

  private static ConnectionStep ended() {
    return step(
        Kind.TOKEN,
        State.MISSING,
        "The access token has ended or was taken back.",
        "Connect the number again.");
  }

  private static ConnectionStep unreachable() {
    return step(Kind.TOKEN, State.UNKNOWN, "The network cannot be reached.", "Try again later.");
  }
}
