package io.botflow.server.outbound;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A call to an address that a tenant named.
 *
 * @param body null for none
 * @param timeout for the whole call; the client's own limit counts where it is shorter
 * @param mostBytes of the answer, after it is unpacked; a longer one is not read on
 * @param redirects whether they are followed; where not, they are the answer
 */
public record OutboundCall(
    String method,
    String url,
    Map<String, String> headers,
    @Nullable ByteString body,
    Duration timeout,
    int mostBytes,
    boolean redirects) {
  /** Copies the headers. */
  public OutboundCall {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(timeout, "timeout");
    headers = Map.copyOf(headers);
  }
}
