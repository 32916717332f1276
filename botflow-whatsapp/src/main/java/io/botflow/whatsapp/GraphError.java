package io.botflow.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.message.ChannelProblem;
import io.botflow.spi.SendResult;
import io.botflow.spi.SendResult.Scope;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An error of the Graph API. What to do follows from the code alone: Meta announced the end of
 * titles, texts are translated, and HTTP statuses have changed from year to year.
 *
 * @param httpStatus the answer's status
 * @param code Meta's code; -1 where the answer carries none
 * @param subcode {@code error_subcode}; 0 where there is none
 * @param message {@code message}, or null
 * @param details {@code error_data.details}, or null
 * @param retryAfter the header of that name, or null
 */
public record GraphError(
    int httpStatus,
    int code,
    int subcode,
    @Nullable String message,
    @Nullable String details,
    @Nullable Duration retryAfter) {

  /** The code of an answer that has none. */
  public static final int NO_CODE = -1;

  /** The error of an answer's body; empty when the body is not in Meta's shape. */
  static Optional<GraphError> read(int httpStatus, JsonNode body, @Nullable Duration retryAfter) {
    JsonNode error = body.path("error");
    if (!error.isObject()) {
      return Optional.empty();
    }
    return Optional.of(
        new GraphError(
            httpStatus,
            error.path("code").asInt(NO_CODE),
            error.path("error_subcode").asInt(0),
            WebhookTree.text(error, "message"),
            WebhookTree.text(error.path("error_data"), "details"),
            retryAfter));
  }

  /**
   * What becomes of a message that was answered with this error.
   *
   * @param attempt how often the message was tried, from 1; waits grow with it
   */
  public SendResult result(int attempt) {
    ChannelProblem problem = problem();
    GraphErrorRule rule = GraphErrorRule.of(this);
    return switch (rule.action()) {
      case RETRY -> new SendResult.RetryAfter(rule.delay(this, attempt), rule.scope(), problem);
      case STOP -> new SendResult.Rejected(problem, rule.scope());
    };
  }

  /** The error as the channel-neutral problem. */
  public ChannelProblem problem() {
    String shown = code == NO_CODE ? "http-" + httpStatus : Integer.toString(code);
    return new ChannelProblem(shown, message, details);
  }

  /** Whether the channel's owner has to do something: reconnect, pay, or appeal. */
  public boolean needsOwner() {
    GraphErrorRule rule = GraphErrorRule.of(this);
    return rule.action() == GraphErrorRule.Action.STOP
        && (rule.scope() == Scope.NUMBER || rule.scope() == Scope.ACCOUNT);
  }
}
