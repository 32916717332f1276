package io.botflow.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.message.ChannelProblem;
import io.botflow.spi.Clearance;
import io.botflow.spi.SendResult;
import java.time.Duration;
import java.util.Locale;
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

  /** The error of an answer's body; empty when the body is in no shape that is known. */
  static Optional<GraphError> read(int httpStatus, JsonNode body, @Nullable Duration retryAfter) {
    JsonNode error = body.path("error");
    if (error.isObject()) {
      return Optional.of(
          new GraphError(
              httpStatus,
              error.path("code").asInt(NO_CODE),
              error.path("error_subcode").asInt(0),
              WebhookTree.text(error, "message"),
              WebhookTree.text(error.path("error_data"), "details"),
              retryAfter));
    }
    return dialog360(httpStatus, body, retryAfter);
  }

  /**
   * 360dialog's own errors: a {@code meta} object in two spellings, or a list of the days before
   * the Cloud API. Those from 500 on say nothing about what happened behind it.
   */
  private static Optional<GraphError> dialog360(
      int httpStatus, JsonNode body, @Nullable Duration retryAfter) {
    if (httpStatus >= 500) {
      return Optional.empty();
    }
    JsonNode meta = body.path("meta");
    JsonNode first = body.path("errors").path(0);
    String says =
        WebhookTree.text(
            meta,
            "developer_message",
            WebhookTree.text(meta, "developerMessage", WebhookTree.text(first, "details", "")));
    String title = WebhookTree.text(first, "title");
    if (says.isEmpty() && title == null) {
      return Optional.empty();
    }
    int code = first.path("code").asInt(NO_CODE);
    return Optional.of(
        new GraphError(httpStatus, code, 0, title == null ? says : title, says, retryAfter));
  }

  /**
   * What becomes of a message that was answered with this error.
   *
   * @param attempt how often the message was tried, from 1; waits grow with it
   */
  public SendResult result(int attempt) {
    GraphErrorRule rule = GraphErrors.of(this);
    return switch (rule.action()) {
      case RETRY, PAUSE, ALERT ->
          rule.triesAgain(attempt)
              ? new SendResult.RetryAfter(rule.delay(retryAfter, attempt), rule.scope(), problem())
              : new SendResult.Rejected(problem(), rule.scope());
      case TEMPLATE -> new SendResult.Withheld(problem(), Clearance.KEPT);
      case WAIT, STOP, IDENTIFY, OPT_OUT -> new SendResult.Rejected(problem(), rule.scope());
    };
  }

  /** What the table calls it: the code, else a name for what is known without one. */
  String name() {
    if (code != NO_CODE) {
      return Integer.toString(code);
    }
    String says = message == null ? "" : message.toLowerCase(Locale.ROOT);
    // 360dialog tells its errors of status 400 apart by their words alone.
    if (says.contains("rate limit") || says.contains("exceeded the limit")) {
      return "http-429";
    }
    if (says.contains("lack of payment")) {
      return "d360-unpaid";
    }
    return says.contains("has been disabled") ? "d360-disabled" : "http-" + httpStatus;
  }

  /** The error as the channel-neutral problem. */
  public ChannelProblem problem() {
    return new ChannelProblem(name(), message, details, GraphErrors.of(this).advice());
  }

  /** Whether the channel's owner has to do something: reconnect, pay, or appeal. */
  public boolean needsOwner() {
    return GraphErrors.of(this).action() == GraphErrorRule.Action.ALERT;
  }
}
