package io.botflow.whatsapp.template;

import java.time.Instant;
import java.util.List;

/**
 * What was done with the templates of an account, so that limits are known before the network
 * refuses. Implementations are safe for use by many threads and forget what is older than {@link
 * TemplateLimits#EDIT_PERIOD}.
 */
public interface TemplateHistory {

  /** What was done. */
  enum Kind {
    CREATED,
    EDITED,
    DELETED
  }

  /**
   * One act.
   *
   * @param template the name of a template that was created or deleted, the id of an edited one
   */
  record Act(String account, Kind kind, String template, Instant at) {}

  /** Remembers an act. */
  void add(Act act);

  /** The acts of an account at or after a moment, oldest first. */
  List<Act> since(String account, Kind kind, Instant moment);
}
