package io.botflow.whatsapp.template;

import java.util.Locale;

/** Where a template stands at Meta. Source: Meta, "message_template_status_update", 2026. */
public enum TemplateStatus {
  PENDING("under review"),
  APPROVED("approved"),
  REJECTED("rejected"),
  /** Too many people blocked or reported it; it comes back by itself the first two times. */
  PAUSED("paused"),
  /** Paused too often, or against a policy: it does not come back. */
  DISABLED("disabled"),
  /** Its quality fell: it can be sent, and is paused next. */
  FLAGGED("flagged for its quality"),
  REINSTATED("reinstated"),
  IN_APPEAL("in appeal"),
  LOCKED("locked"),
  LIMIT_EXCEEDED("over a limit"),
  ARCHIVED("archived"),
  PENDING_DELETION("being deleted"),
  DELETED("deleted"),
  /** One that this version does not know. */
  UNKNOWN("in a state that is not known");

  private final String words;

  TemplateStatus(String words) {
    this.words = words;
  }

  /** The status that the network names, in any case. */
  public static TemplateStatus of(String name) {
    for (TemplateStatus status : values()) {
      if (status.name().equals(name.toUpperCase(Locale.ROOT))) {
        return status;
      }
    }
    return UNKNOWN;
  }

  /** Whether messages can be sent with it; an unknown status is left to the network to judge. */
  public boolean isSendable() {
    return switch (this) {
      case APPROVED, FLAGGED, REINSTATED, UNKNOWN -> true;
      case PENDING,
          REJECTED,
          PAUSED,
          DISABLED,
          IN_APPEAL,
          LOCKED,
          LIMIT_EXCEEDED,
          ARCHIVED,
          PENDING_DELETION,
          DELETED ->
          false;
    };
  }

  /** For people: "paused". */
  public String words() {
    return words;
  }
}
