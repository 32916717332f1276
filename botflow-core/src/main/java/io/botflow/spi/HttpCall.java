package io.botflow.spi;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call to a program outside.
 *
 * @param organization whose flow it is; a guarded caller decides by it
 * @param credential the name of a stored credential to sign the call with, or null
 * @param idempotencyKey the same for every attempt at the same call; sent as {@code
 *     Idempotency-Key}
 * @param timeout for the whole call
 */
public record HttpCall(
    UUID organization,
    String method,
    String url,
    Map<String, String> headers,
    @Nullable String body,
    @Nullable String credential,
    String idempotencyKey,
    Duration timeout) {
  /** Longest body in bytes, each way: 256 KiB, so that a turn stays small. */
  public static final int MAX_BODY = 256 * 1024;

  public HttpCall {
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(idempotencyKey, "idempotencyKey");
    Objects.requireNonNull(timeout, "timeout");
    headers = Map.copyOf(headers);
  }
}
