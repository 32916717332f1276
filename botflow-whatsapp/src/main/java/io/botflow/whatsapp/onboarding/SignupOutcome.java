package io.botflow.whatsapp.onboarding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far an embedded signup came. Steps after one that failed were not tried.
 *
 * @param token the customer's access token, or null when the code was not exchanged
 * @param steps what was tried, in order
 */
public record SignupOutcome(@Nullable String token, List<Step> steps) {
  public SignupOutcome {
    steps = List.copyOf(steps);
  }

  /** A step and what came of it. */
  public record Step(String name, SetupResult result) {}

  /** Whether every step was done. */
  public boolean isComplete() {
    return steps.stream().allMatch(step -> step.result() instanceof SetupResult.Done);
  }

  /** Leaves the token out. */
  @Override
  public String toString() {
    return "SignupOutcome" + steps;
  }
}
