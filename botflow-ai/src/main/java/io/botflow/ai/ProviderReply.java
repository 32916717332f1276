package io.botflow.ai;

import io.botflow.spi.ChatReply;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one question to a provider came to, and our own rule of what may be repeated: only what the
 * provider surely did not do. A call that timed out, or whose answer was cut, may have been done
 * and paid, so the same provider is not asked it again.
 */
record ProviderReply(ChatReply reply, Usage usage) {
  private static final int BAD_REQUEST = 400;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int CONFLICT = 409;
  private static final int TOO_LARGE = 413;
  private static final int UNPROCESSABLE = 422;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;
  private static final int UNAVAILABLE = 503;

  /** Anthropic's word for overloaded. */
  private static final int OVERLOADED = 529;

  /** An answer that cannot be used although it was paid for. */
  static ProviderReply useless(String why, boolean byRequest, Usage usage) {
    return new ProviderReply(new ChatReply.Failed(why, false, null, byRequest, List.of()), usage);
  }

  /** An answer that is a failure; the server's own words may repeat the customer's. */
  static ProviderReply status(int status, boolean outOfCredit, @Nullable Long retryAfterMillis) {
    // A gateway that waited in vain (502, 504) does not know what the server behind it did.
    boolean notDone =
        switch (status) {
          case REQUEST_TIMEOUT, CONFLICT, SERVER_ERROR, UNAVAILABLE, OVERLOADED -> true;
          case TOO_MANY_REQUESTS -> !outOfCredit;
          default -> false;
        };
    boolean byRequest = status == BAD_REQUEST || status == TOO_LARGE || status == UNPROCESSABLE;
    return new ProviderReply(
        new ChatReply.Failed(
            "the model's server answered " + status,
            notDone,
            retryAfterMillis,
            byRequest,
            List.of()),
        Usage.NONE);
  }

  /** No answer, or the half of one. */
  static ProviderReply noAnswer(Throwable thrown) {
    Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
    return new ProviderReply(
        new ChatReply.Failed(
            "no answer of the model's server: " + cause.getClass().getSimpleName(),
            neverArrived(thrown)),
        Usage.NONE);
  }

  /** Whether no connection came about, so that the server cannot have seen the question. */
  private static boolean neverArrived(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < 5; depth++) {
      if (cause instanceof ConnectException
          || cause instanceof UnknownHostException
          || cause instanceof NoRouteToHostException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /** How long to wait, from {@code retry-after-ms} or {@code retry-after} in seconds. */
  static @Nullable Long retryAfterMillis(List<String> millis, List<String> seconds) {
    try {
      if (!millis.isEmpty()) {
        return (long) Double.parseDouble(millis.get(0));
      }
      return seconds.isEmpty()
          ? null
          : (Long) (long) (Double.parseDouble(seconds.get(0)) * Duration.ofSeconds(1).toMillis());
    } catch (NumberFormatException e) {
      // A date: providers do not send one, and whoever does asks for more patience than there is.
      return Duration.ofDays(1).toMillis();
    }
  }

  /** The reply with its cost. */
  ChatReply recorded(String provider, String asked, ModelPrices prices, long millis) {
    String model = reply instanceof ChatReply.Answer answer ? answer.model() : asked;
    Long cost = prices.costMicros(model, usage);
    return reply.after(
        List.of(
            new ChatReply.Attempt(
                provider,
                model,
                reply instanceof ChatReply.Failed failed ? failed.why() : null,
                usage.input(),
                usage.output(),
                cost == null ? prices.costMicros(asked, usage) : cost,
                millis)));
  }
}
