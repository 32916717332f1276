package io.botflow.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message to a customer, as a turn decided it. Who it goes to, and its id, are given when the
 * turn is committed.
 *
 * @param replyTo the channel's id of the message that it answers, or null
 * @param delay how long to wait, typing, before it is sent
 * @param terms what decides whether and how it may leave
 */
public record OutboundMessage(
    MessageContent content, @Nullable String replyTo, Duration delay, Resend resend, Terms terms) {
  @JsonCreator
  @SuppressWarnings("NullAway") // what an older version's JSON does not have comes as null
  public OutboundMessage {
    Objects.requireNonNull(content, "content");
    Objects.requireNonNull(delay, "delay");
    Objects.requireNonNull(resend, "resend");
    terms = terms == null ? Terms.NONE : terms;
  }

  /** A message without terms of its own. */
  public OutboundMessage(
      MessageContent content, @Nullable String replyTo, Duration delay, Resend resend) {
    this(content, replyTo, delay, resend, Terms.NONE);
  }

  /** A message that answers nothing, at once, sent again where nobody knows whether it arrived. */
  public OutboundMessage(MessageContent content) {
    this(content, null, Duration.ZERO, Resend.AFTER_DOUBT);
  }

  /** The same, saying something else. */
  public OutboundMessage withContent(MessageContent other) {
    return new OutboundMessage(other, replyTo, delay, resend, terms);
  }

  /** The same on other terms. */
  public OutboundMessage withTerms(Terms other) {
    return new OutboundMessage(content, replyTo, delay, resend, other);
  }

  /** What to do when nobody knows whether the channel took the message. */
  public enum Resend {
    /** Send once more after the time in which a status would have come: perhaps a double. */
    AFTER_DOUBT,
    /** Never again by itself (codes, payments): a person decides. */
    NEVER
  }
}
