package io.botflow.whatsapp.template;

import io.botflow.whatsapp.template.TemplateHistory.Act;
import io.botflow.whatsapp.template.TemplateHistory.Kind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The network's limits of creating and editing, answered before a request is made. */
final class TemplateQuota {
  private final TemplateHistory history;
  private final InstantSource clock;

  TemplateQuota(TemplateHistory history, InstantSource clock) {
    this.history = history;
    this.clock = clock;
  }

  void done(String account, Kind kind, String template) {
    history.add(new Act(account, kind, template, clock.instant()));
  }

  Optional<TemplateResult> create(String account, String name) {
    Instant now = clock.instant();
    List<Act> deleted =
        history.since(account, Kind.DELETED, now.minus(TemplateLimits.NAME_BLOCK)).stream()
            .filter(act -> act.template().equals(name))
            .toList();
    if (!deleted.isEmpty()) {
      Instant again = deleted.get(deleted.size() - 1).at().plus(TemplateLimits.NAME_BLOCK);
      return reached(
          "\"" + name + "\" was deleted less than 30 days ago: its name is blocked.", again);
    }
    List<Act> created =
        history.since(account, Kind.CREATED, now.minus(TemplateLimits.CREATION_PERIOD));
    return created.size() < TemplateLimits.CREATIONS
        ? Optional.empty()
        : reached(
            "An account can create 100 templates in an hour.",
            created
                .get(created.size() - TemplateLimits.CREATIONS)
                .at()
                .plus(TemplateLimits.CREATION_PERIOD));
  }

  /** Approved templates only: rejected and paused ones can be edited as often as one likes. */
  Optional<TemplateResult> edit(String account, RegisteredTemplate template) {
    if (!template.status().isSendable()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    List<Act> edits =
        history.since(account, Kind.EDITED, now.minus(TemplateLimits.EDIT_PERIOD)).stream()
            .filter(act -> act.template().equals(template.id()))
            .toList();
    if (edits.isEmpty()) {
      return Optional.empty();
    }
    Instant last = edits.get(edits.size() - 1).at().plus(TemplateLimits.EDIT_PAUSE);
    if (last.isAfter(now)) {
      return reached("An approved template can be edited once in 24 hours.", last);
    }
    return edits.size() < TemplateLimits.EDITS
        ? Optional.empty()
        : reached(
            "An approved template can be edited 10 times in 30 days.",
            edits.get(edits.size() - TemplateLimits.EDITS).at().plus(TemplateLimits.EDIT_PERIOD));
  }

  private static Optional<TemplateResult> reached(String text, Instant again) {
    return Optional.of(new TemplateResult.LimitReached(text, again));
  }
}
