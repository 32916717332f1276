package io.botflow.whatsapp;

import io.botflow.conversation.Turn;
import io.botflow.spi.Claim;
import io.botflow.spi.SendResult;
import io.botflow.spi.Sending;
import io.botflow.spi.TurnListener;
import io.botflow.whatsapp.pricing.ChargeCategory;
import io.botflow.whatsapp.pricing.CostForecast;
import io.botflow.whatsapp.pricing.PlannedMessage;
import io.botflow.whatsapp.pricing.PriceTable;
import io.botflow.whatsapp.pricing.WindowState;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What everything that was sent will cost, by the price table and the categories that we recorded.
 */
final class SentCosts implements TurnListener {
  private final PriceTable prices = PriceTable.example();
  private final Map<YearMonth, Long> serviceMessages = new HashMap<>();
  private final Map<String, Integer> results = new TreeMap<>();
  private final Map<UUID, UUID> conversations = new LinkedHashMap<>();
  private BigDecimal total = BigDecimal.ZERO;

  @Override
  public synchronized void committed(Claim claim, Turn turn) {
    conversations.put(claim.conversation(), claim.bot().organization());
  }

  /**
   * Every conversation that had a turn, with its organisation, in the order of their first turns.
   */
  synchronized Map<UUID, UUID> conversations() {
    return new LinkedHashMap<>(conversations);
  }

  @Override
  public synchronized void sent(Sending sending, SendResult result) {
    results.merge(name(result), 1, Integer::sum);
    if (!(result instanceof SendResult.Accepted accepted) || accepted.category() == null) {
      return;
    }
    ChargeCategory category = ChargeCategory.of(accepted.category()).orElseThrow();
    Instant at = sending.lease().from();
    YearMonth month = YearMonth.from(at.atOffset(ZoneOffset.UTC));
    Instant wrote = sending.relation().lastInbound();
    PlannedMessage planned =
        new PlannedMessage(
            category,
            sending.to(),
            wrote == null ? WindowState.NONE : WindowState.since(wrote),
            serviceMessages.getOrDefault(month, 0L));
    if (prices.forecast(planned, at) instanceof CostForecast.Cost cost) {
      total = total.add(cost.amount());
    }
    if (category == ChargeCategory.SERVICE) {
      serviceMessages.merge(month, 1L, Long::sum);
    }
  }

  private static String name(SendResult result) {
    return switch (result) {
      case SendResult.Accepted accepted -> "accepted " + accepted.category();
      case SendResult.RetryAfter retry -> "retry " + retry.problem().code();
      case SendResult.Rejected rejected -> "rejected " + rejected.problem().code();
      case SendResult.Withheld withheld -> "withheld " + withheld.problem().code();
      case SendResult.Unknown ignored -> "unknown";
    };
  }

  synchronized BigDecimal total() {
    return total;
  }

  synchronized Map<String, Integer> results() {
    return Map.copyOf(results);
  }
}
