package io.botflow.whatsapp.template;

import java.util.Locale;

/** How people took a template: reads, blocks and reports. */
public enum TemplateQuality {
  GREEN,
  YELLOW,
  RED,
  UNKNOWN;

  /** The score that Meta names, in any case; {@link #UNKNOWN} for all others. */
  public static TemplateQuality of(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "GREEN" -> GREEN;
      case "YELLOW" -> YELLOW;
      case "RED" -> RED;
      default -> UNKNOWN;
    };
  }
}
