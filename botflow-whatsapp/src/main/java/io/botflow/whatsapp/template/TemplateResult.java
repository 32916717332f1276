package io.botflow.whatsapp.template;

import io.botflow.whatsapp.GraphError;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of creating, editing or deleting a template. */
public sealed interface TemplateResult {

  /**
   * The network took it.
   *
   * @param id the network's id; empty where it tells none
   * @param status most often {@link TemplateStatus#PENDING}: the review takes up to a day
   * @param category what the network made of the category, or null where it tells none
   */
  record Done(String id, TemplateStatus status, @Nullable TemplateCategory category)
      implements TemplateResult {}

  /** It breaks Meta's rules and was not sent: see {@link TemplateProblems}. */
  record Invalid(List<TemplateProblem> problems) implements TemplateResult {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }

  /**
   * A limit of the network is reached, so it was not sent.
   *
   * @param text which limit, for people
   * @param again when the same can be tried again
   */
  record LimitReached(String text, Instant again) implements TemplateResult {}

  /** This cannot be done, with the reason; it was not sent. */
  record NotPossible(String text) implements TemplateResult {}

  /**
   * The network refused.
   *
   * @param text what that means, for people
   */
  record Refused(String text, GraphError error) implements TemplateResult {}

  /** Nothing was sent: the network could not be reached. */
  record NotSent(String why) implements TemplateResult {}

  /** It may have been done: list the templates to see. */
  record Uncertain(String why) implements TemplateResult {}
}
