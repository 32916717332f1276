package io.botflow.spi;

import io.botflow.message.Consent;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a business stands to a customer when a message is lent: what decides whether it may leave.
 *
 * @param lastInbound when the customer last wrote here, by the customer's own timestamp and never
 *     in the future; null for never
 * @param consent what the customer said about offers
 * @param disclosed whether the customer was told in this conversation that a machine answers
 * @param askedBackAt when the bot's default template last went out, or null
 * @param replaced the number of the message in whose place a template last went, or null
 */
public record Relation(
    @Nullable Instant lastInbound,
    Consent.Standing consent,
    boolean disclosed,
    @Nullable Instant askedBackAt,
    @Nullable Long replaced) {
  public Relation {
    Objects.requireNonNull(consent, "consent");
  }

  /** Of somebody to whom no template went in the place of another message. */
  public Relation(
      @Nullable Instant lastInbound,
      Consent.Standing consent,
      boolean disclosed,
      @Nullable Instant askedBackAt) {
    this(lastInbound, consent, disclosed, askedBackAt, null);
  }

  /** Of somebody who has just written, and of whom nothing else is known. */
  public static Relation heardAt(Instant lastInbound) {
    return new Relation(lastInbound, Consent.Standing.NONE, false, null);
  }

  /** Whether the customer wrote less than a window before a moment. */
  public boolean isOpen(Duration window, Instant at) {
    return lastInbound != null && at.isBefore(lastInbound.plus(window));
  }

  /** Whether the customer wrote after a moment. */
  boolean wroteAfter(Instant at) {
    return lastInbound != null && lastInbound.isAfter(at);
  }

  /** Whether a template went in the place of this message itself. */
  boolean stoodIn(Sending sending) {
    return replaced != null && replaced == sending.number();
  }

  /** Whether the bot's default template went out and the customer has not written since. */
  public boolean isAskedBack() {
    return askedBackAt != null && (lastInbound == null || !lastInbound.isAfter(askedBackAt));
  }

  /** Whether a template went in the place of the message of which this is a later piece. */
  boolean isReplaced(Sending sending) {
    Integer follows = sending.message().terms().follows();
    return follows != null
        && replaced != null
        && replaced < sending.number()
        && replaced >= sending.number() - follows;
  }
}
