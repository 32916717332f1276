package io.botflow.whatsapp.pricing;

import java.math.BigDecimal;

/** What a message will cost, as far as that can be said before it is sent. */
public sealed interface CostForecast {

  /**
   * It can be sent. The network charges it when it is delivered, and not at all when it is not.
   *
   * @param amount the price in whole units of the currency; zero when it is free
   * @param market the market whose rate it is
   */
  record Cost(
      ChargeCategory category, ChargeType type, BigDecimal amount, String currency, String market)
      implements CostForecast {}

  /** It cannot be sent: the service window is closed, so that only a template can go out. */
  record NeedsTemplate() implements CostForecast {}
}
