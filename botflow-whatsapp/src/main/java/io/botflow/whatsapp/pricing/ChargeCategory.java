package io.botflow.whatsapp.pricing;

import io.botflow.message.Purpose;
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

  /** What a message is charged as that is sent for a purpose. */
  public static ChargeCategory of(Purpose purpose) {
    return switch (purpose) {
      case SERVICE -> SERVICE;
      case UTILITY -> UTILITY;
      case AUTHENTICATION -> AUTHENTICATION;
      case MARKETING -> MARKETING;
    };
  }

  /** As Meta writes it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
