package io.botflow.whatsapp.template;

import java.util.Locale;

/** What a template is for, which decides its price and its rules. */
public enum TemplateCategory {
  MARKETING,
  UTILITY,
  AUTHENTICATION,
  /** One that this version does not know. */
  OTHER;

  /** The category that Meta names, in any case. */
  public static TemplateCategory of(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "MARKETING" -> MARKETING;
      case "UTILITY" -> UTILITY;
      case "AUTHENTICATION" -> AUTHENTICATION;
      default -> OTHER;
    };
  }
}
