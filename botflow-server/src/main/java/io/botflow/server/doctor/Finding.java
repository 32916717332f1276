package io.botflow.server.doctor;

import java.util.Locale;

/**
 * One thing that was looked at.
 *
 * @param subject what it is, in a word or two
 * @param meaning what was found, for people
 * @param next what to do; empty where nothing is
 */
public record Finding(String subject, State state, String meaning, String next) {

  /** How it stands. */
  public enum State {
    /** As it should be. */
    OK,
    /** It works, and somebody should look at it. */
    ATTENTION,
    /** It does not work. */
    FAILED,
    /** It could not be looked at, or is not used. */
    SKIPPED;

    /** The name in reports. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Finding ok(String subject, String meaning) {
    return new Finding(subject, State.OK, meaning, "");
  }

  static Finding attention(String subject, String meaning, String next) {
    return new Finding(subject, State.ATTENTION, meaning, next);
  }

  static Finding failed(String subject, String meaning, String next) {
    return new Finding(subject, State.FAILED, meaning, next);
  }

  static Finding skipped(String subject, String meaning) {
    return new Finding(subject, State.SKIPPED, meaning, "");
  }
}
