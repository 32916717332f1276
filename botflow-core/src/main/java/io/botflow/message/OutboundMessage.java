package io.botflow.message;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message to a customer, as a turn decided it. Who it goes to, and its id, are given when the
 * turn is committed.
 *
 * @param replyTo the channel's id of the message that it answers, or null
 * @param delay how long to wait, typing, before it is sent
 */
public record OutboundMessage(
    MessageContent content, @Nullable String replyTo, Duration delay, Resend resend) {
  public OutboundMessage {
    Objects.requireNonNull(content, "content");
    Objects.requireNonNull(delay, "delay");
    Objects.requireNonNull(resend, "resend");
  }

  /** A message that answers nothing, at once, sent again where nobody knows whether it arrived. */
  public OutboundMessage(MessageContent content) {
    this(content, null, Duration.ZERO, Resend.AFTER_DOUBT);
  }

  /** What to do when nobody knows whether the channel took the message. */
  public enum Resend {
    /** Send once more after the time in which a status would have come: perhaps a double. */
    AFTER_DOUBT,
    /** Never again by itself (codes, payments): a person decides. */
    NEVER
  }
}
