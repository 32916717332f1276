package io.botflow.whatsapp;

import static io.botflow.spi.SendResult.Scope.ACCOUNT;
import static io.botflow.spi.SendResult.Scope.CONTACT;
import static io.botflow.spi.SendResult.Scope.MESSAGE;
import static io.botflow.spi.SendResult.Scope.NUMBER;
import static io.botflow.whatsapp.GraphErrorRule.Action.RETRY;
import static io.botflow.whatsapp.GraphErrorRule.Action.STOP;

import io.botflow.spi.SendResult.Scope;
import java.time.Duration;
import java.util.List;

/**
 * One row of the table that says what follows from an error code.
 *
 * <p>Sources: Meta, "Error codes", 15 May 2026, and "Messaging limits", 2026; the reading of codes
 * that Meta only names follows what other implementations were seen to do. The first row that fits
 * counts.
 *
 * @param first the first code that it is about
 * @param last the last code that it is about
 * @param meaning what the code says
 * @param action whether to try again
 * @param scope what waits, or what is broken
 * @param firstWait the wait before the second try; zero where there is none
 * @param growth what the wait is multiplied with at each further try
 */
record GraphErrorRule(
    int first,
    int last,
    String meaning,
    Action action,
    Scope scope,
    Duration firstWait,
    int growth) {

  /** Whether a message is tried again. */
  enum Action {
    RETRY,
    STOP
  }

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration MAX_WAIT = Duration.ofHours(1);

  static final List<GraphErrorRule> TABLE =
      List.of(
          // Transient, and Graph said that it did not do it.
          retry(1, 2, "temporary failure at Meta", MESSAGE, SECOND, 2),
          retry(131000, 131000, "something went wrong", MESSAGE, SECOND, 2),
          retry(131016, 131016, "service overloaded", MESSAGE, SECOND, 2),
          retry(133004, 133004, "server temporarily unavailable", MESSAGE, SECOND, 2),
          retry(131053, 131053, "media could not be fetched or uploaded", MESSAGE, SECOND, 4),
          retry(137000, 137000, "identity hash does not match", MESSAGE, SECOND, 1),
          // Rates.
          retry(4, 4, "call rate of the app", ACCOUNT, MINUTE, 2),
          retry(613, 613, "call rate", ACCOUNT, MINUTE, 2),
          retry(80007, 80007, "call rate of the WhatsApp account", ACCOUNT, MINUTE, 2),
          retry(130429, 130429, "throughput of the number", NUMBER, SECOND, 2),
          retry(131056, 131056, "too many messages to this person", CONTACT, SECOND, 4),
          retry(131057, 131057, "number under maintenance or upgrade", NUMBER, MINUTE, 2),
          retry(2494100, 2494100, "number under maintenance", NUMBER, MINUTE, 2),
          retry(133015, 133015, "number being deleted", NUMBER, Duration.ofMinutes(5), 1),
          retry(132069, 132069, "form throttled", MESSAGE, MAX_WAIT, 1),
          // Limits that only time or people lift.
          stop(131048, 131048, "spam rate: people block or report this number", NUMBER),
          stop(131064, 131064, "messaging limit of the portfolio reached", MESSAGE),
          stop(131049, 131049, "Meta's cap of marketing messages for this person", MESSAGE),
          stop(131050, 131050, "person stopped marketing messages", MESSAGE),
          stop(130472, 130472, "person is part of an experiment", MESSAGE),
          // This person or this message.
          stop(131047, 131047, "service window closed: only templates", MESSAGE),
          stop(131026, 131026, "undeliverable: no WhatsApp, old app, or blocked", MESSAGE),
          stop(131021, 131021, "recipient is the sender", MESSAGE),
          stop(131030, 131030, "recipient not in the list of test numbers", MESSAGE),
          stop(131062, 131062, "this message cannot go to a business-scoped id", MESSAGE),
          stop(131063, 131063, "marketing templates are off on this API", MESSAGE),
          stop(131051, 131051, "unsupported message type", MESSAGE),
          stop(131052, 131052, "media of the person could not be downloaded", MESSAGE),
          stop(33, 33, "object is gone or not permitted", MESSAGE),
          stop(100, 100, "invalid parameter", MESSAGE),
          stop(131008, 131009, "parameter missing or invalid", MESSAGE),
          stop(135000, 135000, "unknown problem with a parameter", MESSAGE),
          stop(132000, 132018, "template: parameters, language, policy, paused, disabled", MESSAGE),
          stop(132068, 132068, "form blocked", MESSAGE),
          // Somebody has to act before anything goes out again.
          stop(0, 0, "authentication failed", ACCOUNT),
          stop(3, 3, "no capability or permission", ACCOUNT),
          stop(10, 10, "permission denied", ACCOUNT),
          stop(190, 190, "access token expired or invalid", ACCOUNT),
          stop(200, 299, "permission missing", ACCOUNT),
          stop(131005, 131005, "access denied", ACCOUNT),
          stop(368, 368, "blocked for policy violations", ACCOUNT),
          stop(131031, 131031, "account locked", ACCOUNT),
          stop(130497, 130497, "not allowed to message this country", MESSAGE),
          stop(131045, 131045, "number's certificate is missing: register it", NUMBER),
          stop(131037, 131037, "display name is not approved", NUMBER),
          stop(131042, 131042, "payment method is missing or failed", ACCOUNT),
          stop(133000, 133014, "number's registration", NUMBER),
          stop(133016, 133016, "registered too often: wait 72 hours", NUMBER),
          stop(136024, 136025, "number's verification", NUMBER));

  /** For a code that the table does not know: trying the same again would not change it. */
  private static final GraphErrorRule UNKNOWN_CODE =
      stop(GraphError.NO_CODE, GraphError.NO_CODE, "unknown code", MESSAGE);

  private static final GraphErrorRule TOO_MANY =
      retry(GraphError.NO_CODE, GraphError.NO_CODE, "too many requests", NUMBER, SECOND, 2);
  private static final GraphErrorRule NOT_ALLOWED =
      stop(GraphError.NO_CODE, GraphError.NO_CODE, "token or key not accepted", ACCOUNT);

  /** The row for an error. */
  static GraphErrorRule of(GraphError error) {
    for (GraphErrorRule rule : TABLE) {
      if (error.code() >= rule.first() && error.code() <= rule.last()) {
        return rule;
      }
    }
    // Without a known code the status is all there is. 360dialog's own errors come this way.
    return switch (error.httpStatus()) {
      case 429 -> TOO_MANY;
      case 401, 403 -> NOT_ALLOWED;
      default -> UNKNOWN_CODE;
    };
  }

  /** How long to wait: what the answer asks for, else the table's growing wait. */
  Duration delay(GraphError error, int attempt) {
    Duration delay = firstWait;
    for (int i = 1; i < attempt && delay.compareTo(MAX_WAIT) < 0; i++) {
      delay = delay.multipliedBy(growth);
    }
    Duration asked = error.retryAfter();
    if (asked != null && asked.compareTo(delay) > 0) {
      delay = asked;
    }
    return delay.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : delay;
  }

  private static GraphErrorRule retry(
      int first, int last, String meaning, Scope scope, Duration firstWait, int growth) {
    return new GraphErrorRule(first, last, meaning, RETRY, scope, firstWait, growth);
  }

  private static GraphErrorRule stop(int first, int last, String meaning, Scope scope) {
    return new GraphErrorRule(first, last, meaning, STOP, scope, Duration.ZERO, 1);
  }
}
