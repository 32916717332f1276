package io.botflow.server.outbound;

import java.time.Duration;

/**
 * How much a call may take. Immutable.
 *
 * @param connect for the look-up of the name, and again for the connection
 * @param silence longest wait for the first byte of the answer, and for each further one
 * @param total for the whole call with all redirects, so that an answer that drips ends as well
 * @param headerBytes of an answer, all headers together
 * @param headers of an answer; as many are sent
 * @param redirects most that are followed
 */
public record OutboundLimits(
    Duration connect,
    Duration silence,
    Duration total,
    int headerBytes,
    int headers,
    int redirects) {
  /** A turn waits 30 s for outside calls at most, all together. */
  public static final OutboundLimits DEFAULT =
      new OutboundLimits(
          Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30), 32 * 1024, 100, 5);

  /** The same with another time for the whole call. */
  public OutboundLimits withTotal(Duration other) {
    return new OutboundLimits(connect, silence, other, headerBytes, headers, redirects);
  }

  /** The same with another wait for bytes. */
  public OutboundLimits withSilence(Duration other) {
    return new OutboundLimits(connect, other, total, headerBytes, headers, redirects);
  }
}
