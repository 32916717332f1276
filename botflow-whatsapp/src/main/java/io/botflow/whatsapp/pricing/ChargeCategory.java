package io.botflow.whatsapp.pricing;

import java.util.Locale;
import java.util.Optional;

/** What Meta charges a message as. Statuses name it in {@code pricing.category}. */
public enum ChargeCategory {
  /** A message that is no template. */
  SERVICE,
  UTILITY,
  AUTHENTICATION,
  MARKETING;

  /**
   * The category of a status or template, in any case; {@code marketing_lite} and {@code
   * authentication_international} count to their families. Empty for one that is not known.
   */
  public static Optional<ChargeCategory> of(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "service" -> Optional.of(SERVICE);
      case "utility" -> Optional.of(UTILITY);
      case "authentication", "authentication_international" -> Optional.of(AUTHENTICATION);
      case "marketing", "marketing_lite" -> Optional.of(MARKETING);
      default -> Optional.empty();
    };
  }

  /** As Meta writes it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
