package io.botflow.server.outbound;

import java.util.Map;
import okio.ByteString;

/** What came of a call. */
public sealed interface OutboundResult {

  /** The other side answered, whatever the status; header names in lower case. */
  record Answered(int status, Map<String, String> headers, ByteString body)
      implements OutboundResult {
    /** Copies the headers. */
    public Answered {
      headers = Map.copyOf(headers);
    }
  }

  /**
   * A rule stands against the call, for whoever wrote its address; the same again is refused too.
   */
  record Refused(String why) implements OutboundResult {}

  /**
   * No answer.
   *
   * @param retryable whether the other side surely did not work on it
   */
  record Failed(String why, boolean retryable) implements OutboundResult {}
}
