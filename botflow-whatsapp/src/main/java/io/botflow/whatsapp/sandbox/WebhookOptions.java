package io.botflow.whatsapp.sandbox;

import java.time.Duration;
import java.util.List;

/**
 * How the sandbox delivers webhooks.
 *
 * @param statuses the statuses that follow an accepted message, in order
 * @param statusDelay the wait before the first of them
 * @param batchSize the most updates in one POST; Meta documents up to 1,000
 * @param senders POSTs in flight to one callback; the updates of one person always take the same
 *     sender, so they arrive in order unless a retry is needed
 * @param retryDelays the waits after an answer other than 200; a webhook is given up when they are
 *     used up (Meta retries for up to 7 days with falling frequency)
 * @param timeout how long an answer may take
 */
public record WebhookOptions(
    List<String> statuses,
    Duration statusDelay,
    int batchSize,
    int senders,
    List<Duration> retryDelays,
    Duration timeout) {

  /** Three statuses without delay, single updates, and retries for up to a quarter of an hour. */
  public static final WebhookOptions DEFAULT =
      new WebhookOptions(
          List.of("sent", "delivered", "read"),
          Duration.ZERO,
          1,
          16,
          List.of(
              Duration.ofMillis(200),
              Duration.ofMillis(500),
              Duration.ofSeconds(1),
              Duration.ofSeconds(2),
              Duration.ofSeconds(5),
              Duration.ofSeconds(10),
              Duration.ofSeconds(30),
              Duration.ofSeconds(60),
              Duration.ofMinutes(5),
              Duration.ofMinutes(8)),
          Duration.ofSeconds(10));

  /** Copies the lists and refuses a batch or number of senders below 1. */
  public WebhookOptions {
    statuses = List.copyOf(statuses);
    retryDelays = List.copyOf(retryDelays);
    if (batchSize < 1 || senders < 1) {
      throw new IllegalArgumentException("batch size and senders have to be at least 1");
    }
  }

  /** The same with other statuses. */
  public WebhookOptions withStatuses(List<String> names) {
    return new WebhookOptions(names, statusDelay, batchSize, senders, retryDelays, timeout);
  }

  /** The same with another batch size and number of senders. */
  public WebhookOptions withBatches(int size, int inFlight) {
    return new WebhookOptions(statuses, statusDelay, size, inFlight, retryDelays, timeout);
  }

  /** The same with other retries. */
  public WebhookOptions withRetryDelays(List<Duration> delays) {
    return new WebhookOptions(statuses, statusDelay, batchSize, senders, delays, timeout);
  }
}
