package io.botflow.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * How long an answer asks to be left alone.
 *
 * <p>Source: Meta, "Rate limits" of the Graph API: {@code X-App-Usage} and {@code
 * X-Business-Use-Case-Usage} are JSON, and {@code estimated_time_to_regain_access} in them is in
 * minutes, unlike {@code Retry-After}, which is in seconds.
 */
final class UsageHeaders {
  private static final String REGAIN = "estimated_time_to_regain_access";

  /** No header of Meta's is near this. */
  private static final int MAX_LENGTH = 64 * 1024;

  private UsageHeaders() {}

  /** The longest wait that a header asks for; null where none does. */
  static @Nullable Duration wait(Headers headers) {
    Duration longest = seconds(headers.get("Retry-After"));
    for (String name : List.of("X-App-Usage", "X-Business-Use-Case-Usage")) {
      Duration asked = minutes(headers.get(name));
      if (asked != null && (longest == null || asked.compareTo(longest) > 0)) {
        longest = asked;
      }
    }
    return longest;
  }

  private static @Nullable Duration seconds(@Nullable String header) {
    try {
      return header == null
          ? null
          : Duration.ofSeconds(Math.clamp(Long.parseLong(header.strip()), 0, Integer.MAX_VALUE));
    } catch (NumberFormatException e) {
      // The other form of the header is a date, which Meta has not been seen to send.
      return null;
    }
  }

  private static @Nullable Duration minutes(@Nullable String header) {
    if (header == null || header.length() > MAX_LENGTH) {
      return null;
    }
    try {
      long most = 0;
      for (JsonNode found : WebhookTree.read(header).findValues(REGAIN)) {
        most = Math.max(most, found.asLong());
      }
      return most == 0 ? null : Duration.ofMinutes(Math.min(most, Integer.MAX_VALUE));
    } catch (IOException e) {
      return null;
    }
  }
}
