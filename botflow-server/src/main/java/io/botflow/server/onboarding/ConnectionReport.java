package io.botflow.server.onboarding;

import io.botflow.whatsapp.onboarding.ConnectionStep;
import java.util.List;
import java.util.Locale;

/**
 * How well a number is connected.
 *
 * @param ready whether messages flow: no step is missing, and something could be found out
 * @param steps in the order in which they are mended
 */
record ConnectionReport(boolean ready, List<ReportedStep> steps) {
  ConnectionReport {
    steps = List.copyOf(steps);
  }

  /**
   * @param step {@code token}, {@code scopes}, {@code subscribed}, {@code registered}, {@code
   *     callback}, {@code display_name}, {@code quality}, {@code limit} or {@code payment}
   * @param state {@code done}, {@code missing}, {@code attention} or {@code unknown}
   * @param meaning what was found
   * @param next what to do; empty for nothing
   */
  record ReportedStep(String step, String state, String meaning, String next) {}

  static ConnectionReport of(List<ConnectionStep> found) {
    boolean missing = found.stream().anyMatch(step -> step.state() == ConnectionStep.State.MISSING);
    boolean done = found.stream().anyMatch(step -> step.state() == ConnectionStep.State.DONE);
    return new ConnectionReport(
        done && !missing,
        found.stream()
            .map(
                step ->
                    new ReportedStep(
                        text(step.kind()), text(step.state()), step.meaning(), step.next()))
            .toList());
  }

  private static String text(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
