package io.botflow.whatsapp.onboarding;

import io.botflow.whatsapp.GraphError;

/** What came of one step of a set-up. */
public sealed interface SetupResult {

  /**
   * The step is done.
   *
   * @param value what it gave, such as an access token; empty for most
   */
  record Done(String value) implements SetupResult {
    /** Never shows the value, which may be a token. */
    @Override
    public String toString() {
      return "Done";
    }
  }

  /**
   * The network refused.
   *
   * @param text what that means and what to do, for people
   */
  record Refused(String text, GraphError error) implements SetupResult {}

  /** Nobody knows whether it was done; doing it again does no harm. */
  record Later(String why) implements SetupResult {}
}
