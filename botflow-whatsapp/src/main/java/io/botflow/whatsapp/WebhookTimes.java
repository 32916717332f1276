package io.botflow.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Timestamps of webhooks: Unix seconds as text, as Meta documents; also as a number, and in
 * milliseconds, since both have been seen.
 *
 * @param clock the receiver's time, for messages that carry none or one that cannot be
 */
record WebhookTimes(InstantSource clock) {
  /** Seconds stay below this until the year 5138. */
  private static final long FIRST_MILLIS = 100_000_000_000L;

  /** A sender's clock that runs ahead by more is wrong, and would keep a service window open. */
  private static final Duration MAX_AHEAD = Duration.ofDays(1);

  /** The end of a conversation; null where it says none that could be. */
  @Nullable Instant until(JsonNode conversation) {
    String text = WebhookTree.text(conversation, "expiration_timestamp");
    try {
      return text == null ? null : Instant.ofEpochSecond(Long.parseLong(text));
    } catch (NumberFormatException | DateTimeException e) {
      return null;
    }
  }

  Instant read(JsonNode node) {
    Instant now = clock.instant();
    String text = WebhookTree.text(node, "timestamp");
    if (text == null) {
      return now;
    }
    try {
      long number = Long.parseLong(text);
      if (number <= 0) {
        return now;
      }
      Instant at =
          number >= FIRST_MILLIS ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
      return at.isAfter(now.plus(MAX_AHEAD)) ? now : at;
    } catch (NumberFormatException e) {
      return now;
    }
  }
}
