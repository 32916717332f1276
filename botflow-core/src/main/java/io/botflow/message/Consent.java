package io.botflow.message;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * What a customer said about offers and advertisement, as evidence: recorded and never changed.
 *
 * @param at when the customer said it
 * @param evidence what shows it, for people: the customer's own words, the wording that was agreed
 *     to, the form's address; never empty
 */
public record Consent(Kind kind, Instant at, Source source, String evidence) {
  /** Longest evidence in characters: a wording with the address of its form. */
  public static final int MAX_EVIDENCE = 2_000;

  public Consent {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(source, "source");
    if (evidence.isBlank()) {
      throw new IllegalArgumentException("a consent needs evidence: what was said, and where");
    }
    if (evidence.length() > MAX_EVIDENCE) {
      throw new IllegalArgumentException(
          "evidence has at most " + MAX_EVIDENCE + " characters; keep a document by its address");
    }
  }

  /** What was said. */
  public enum Kind {
    /** Offers are welcome. */
    GIVEN,
    /** No more offers. */
    WITHDRAWN,
    /** The withdrawal is taken back; what was agreed to before it holds again. */
    RESUMED
  }

  /** Where it was said. */
  public enum Source {
    /** A word that the customer wrote, such as STOP. */
    WORD,
    /** A flow asked. */
    FLOW,
    /** The channel's own setting, or its refusal to deliver. */
    CHANNEL,
    /** The business has it from elsewhere: a form, a contract, an import. */
    BUSINESS
  }

  /**
   * What holds after everything that was said.
   *
   * @param agreed whether offers were agreed to
   * @param stopped whether they were stopped since
   * @param at when the customer last said something, or the beginning of time
   */
  public record Standing(boolean agreed, boolean stopped, Instant at) {
    /** Nothing was said. */
    public static final Standing NONE = new Standing(false, false, Instant.EPOCH);

    /** Whether offers may be sent. */
    public boolean allowsOffers() {
      return agreed && !stopped;
    }

    /**
     * What holds after one more: what is older than the last one changes nothing. Channels tell
     * whole seconds, so within a second the withdrawal holds, whichever came first.
     */
    public Standing after(Consent consent) {
      Instant said = consent.at();
      if (consent.kind() == Kind.WITHDRAWN) {
        return said.isBefore(at.truncatedTo(ChronoUnit.SECONDS))
            ? this
            : new Standing(agreed, true, said.isAfter(at) ? said : at);
      }
      boolean counts = stopped ? said.isAfter(at) : !said.isBefore(at);
      return counts ? new Standing(agreed || consent.kind() == Kind.GIVEN, false, said) : this;
    }

    /** What holds of two contacts that turn out to be one person: a stop of either stops. */
    public Standing merged(Standing other) {
      return new Standing(
          agreed || other.agreed, stopped || other.stopped, at.isAfter(other.at) ? at : other.at);
    }
  }
}
