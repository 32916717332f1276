package io.botflow.server.outbound;

import java.time.Duration;
import java.util.Map;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** Calls that tests make. */
final class Calls {
  static final int MOST_BYTES = 64 * 1024;

  private Calls() {}

  static OutboundCall get(String url) {
    return of("GET", url, Map.of(), null);
  }

  static OutboundCall of(
      String method, String url, Map<String, String> headers, @Nullable String body) {
    return new OutboundCall(
        method,
        url,
        headers,
        body == null ? null : ByteString.encodeUtf8(body),
        Duration.ofMinutes(2),
        MOST_BYTES,
        true);
  }
}
