package io.botflow.whatsapp.pricing;

import java.util.Locale;

/** How Meta charges a message. Statuses name it in {@code pricing.type}. */
public enum ChargeType {
  /** At the rate of the market and category. */
  REGULAR,
  /** Free: within the service window by the older rules, or one of a month's first messages. */
  FREE_CUSTOMER_SERVICE,
  /** Free: the conversation began at an advertisement or a page's button. */
  FREE_ENTRY_POINT;

  /** As Meta writes it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
