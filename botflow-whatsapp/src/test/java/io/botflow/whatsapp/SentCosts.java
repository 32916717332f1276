package io.botflow.whatsapp;

import io.botflow.conversation.Turn;
import io.botflow.message.ChannelEvent;
import io.botflow.message.ChannelUser;
import io.botflow.message.DeliveryStatus;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What everything that was sent will cost, by the price table and the categories that we recorded.
 */
final class SentCosts implements TurnListener {
  private final PriceTable prices = PriceTable.example();
  private final Map<String, Sent> sent = new LinkedHashMap<>();
  private final Set<String> failures = new HashSet<>();
  private final Map<String, Integer> results = new TreeMap<>();
  private final Map<UUID, UUID> conversations = new LinkedHashMap<>();

  /** What the network took, with the customer's last message then. */
  private record Sent(
      ChargeCategory category, ChannelUser to, @Nullable Instant wrote, Instant at) {}

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
    sent.put(
        Objects.requireNonNull(accepted.messageId()),
        new Sent(
            ChargeCategory.of(accepted.category()).orElseThrow(),
            sending.to(),
            sending.relation().lastInbound(),
            sending.lease().from()));
  }

  /** What was told to have failed is not charged; statuses come more than once. */
  synchronized void heard(ChannelEvent event) {
    if (event instanceof ChannelEvent.StatusChanged status
        && status.status() == DeliveryStatus.FAILED) {
      failures.add(status.messageId());
    }
  }

  synchronized int failures() {
    return failures.size();
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
    Map<YearMonth, Long> served = new HashMap<>();
    BigDecimal total = BigDecimal.ZERO;
    for (Map.Entry<String, Sent> entry : sent.entrySet()) {
      if (failures.contains(entry.getKey())) {
        continue;
      }
      Sent one = entry.getValue();
      YearMonth month = YearMonth.from(one.at().atOffset(ZoneOffset.UTC));
      WindowState window = one.wrote() == null ? WindowState.NONE : WindowState.since(one.wrote());
      PlannedMessage planned =
          new PlannedMessage(one.category(), one.to(), window, served.getOrDefault(month, 0L));
      if (prices.forecast(planned, one.at()) instanceof CostForecast.Cost cost) {
        total = total.add(cost.amount());
      }
      if (one.category() == ChargeCategory.SERVICE) {
        served.merge(month, 1L, Long::sum);
      }
    }
    return total;
  }

  synchronized Map<String, Integer> results() {
    return Map.copyOf(results);
  }
}
