package io.botflow.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What decides whether and how a message may leave.
 *
 * @param purpose what its author says that it is for; null for the usual: a template's is what the
 *     channel knows of it, anything else answers
 * @param fallback what goes out in its place where the service window is closed, or null
 * @param disclosure words that say that a machine answers, for as long as the customer was not told
 *     in this conversation; null where no model is asked
 * @param follows how many pieces of the same message go before this one; null for a whole message
 *     and for a first piece
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Terms(
    @Nullable Purpose purpose,
    @Nullable Fallback fallback,
    @Nullable String disclosure,
    @Nullable Integer follows) {
  /** Nothing special. */
  public static final Terms NONE = new Terms(null, null, null, null);

  /** The terms of a template or an offer. */
  public static Terms of(@Nullable Purpose purpose) {
    return purpose == null ? NONE : new Terms(purpose, null, null, null);
  }

  /** With another fallback. */
  public Terms withFallback(@Nullable Fallback other) {
    return new Terms(purpose, other, disclosure, follows);
  }

  /** With another disclosure. */
  public Terms withDisclosure(@Nullable String other) {
    return new Terms(purpose, fallback, other, follows);
  }

  /**
   * Of a later piece of the same message: a template in the message's place goes once, whatever the
   * number of its pieces, so that only the first has one.
   */
  public Terms following(int pieces) {
    return new Terms(purpose, null, disclosure, pieces);
  }
}
