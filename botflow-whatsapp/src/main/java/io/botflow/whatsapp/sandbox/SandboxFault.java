package io.botflow.whatsapp.sandbox;

import java.time.Duration;

/** Something that goes wrong with one send request. */
public sealed interface SandboxFault {
  /** The message is accepted and the connection cut before the answer: the sender cannot know. */
  record CutAfterAccepting() implements SandboxFault {}

  /** The connection is cut and the message not accepted. */
  record CutBeforeAccepting() implements SandboxFault {}

  /** The request is refused with an error in Meta's shape. */
  record Refused(GraphRefusal refusal) implements SandboxFault {}

  /** The message is accepted, and a {@code failed} status with this error follows. */
  record FailsLater(GraphRefusal refusal) implements SandboxFault {}

  /** Any answer, such as an error of 360dialog's own; the message is not accepted. */
  record Answered(int status, String json) implements SandboxFault {}

  /** HTTP 500 with a page that is no Graph error; the message is not accepted. */
  record ServerError() implements SandboxFault {}

  /** The message is accepted and the answer is 200 with a body that is no JSON. */
  record Garbled() implements SandboxFault {}

  /** The message is accepted and the answer comes late. */
  record Slow(Duration delay) implements SandboxFault {}

  /** The usual "too many messages from this number" answer, code 130429. */
  static SandboxFault throughputExceeded() {
    return new Refused(GraphRefusal.throughput());
  }

  /** The usual "too many messages to this person" answer, code 131056. */
  static SandboxFault pairRateExceeded() {
    return new Refused(GraphRefusal.pairRate());
  }
}
