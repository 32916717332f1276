package io.botflow.whatsapp.onboarding;

/**
 * One thing that a connection needs.
 *
 * @param meaning what was found, for people
 * @param next what to do; empty when nothing is
 */
public record ConnectionStep(Kind kind, State state, String meaning, String next) {

  /** What is looked at, in the order in which it is mended. */
  public enum Kind {
    TOKEN,
    SCOPES,
    SUBSCRIBED,
    REGISTERED,
    CALLBACK,
    DISPLAY_NAME,
    QUALITY,
    LIMIT,
    PAYMENT
  }

  /** How it stands. */
  public enum State {
    /** As it should be. */
    DONE,
    /** It has to be mended before messages flow. */
    MISSING,
    /** Messages flow, and something needs attention. */
    ATTENTION,
    /** It could not be found out. */
    UNKNOWN
  }
}
