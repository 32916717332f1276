package io.botflow.whatsapp.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.botflow.message.ChannelUser;
import io.botflow.whatsapp.pricing.ChargeCategory;
import io.botflow.whatsapp.pricing.CostForecast;
import io.botflow.whatsapp.pricing.PlannedMessage;
import io.botflow.whatsapp.pricing.PriceTable;
import io.botflow.whatsapp.pricing.WindowState;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What each delivered message cost. Guarded by its monitor. */
final class BillingLedger {
  private record Line(SandboxMessage message, CostForecast.Cost cost) {}

  private final int maxLines;
  private final Deque<Line> lines = new ArrayDeque<>();
  private final Map<String, Long> serviceMessages = new HashMap<>();
  private final Map<String, BigDecimal> totals = new TreeMap<>();
  private final Map<String, Long> counts = new TreeMap<>();
  private BigDecimal total = BigDecimal.ZERO;
  private PriceTable prices = PriceTable.example();

  BillingLedger(int maxLines) {
    this.maxLines = maxLines;
  }

  synchronized void prices(PriceTable table) {
    prices = table;
  }

  /** What a message costs when it is delivered now. */
  synchronized CostForecast.Cost cost(
      String phoneNumberId, String to, ChargeCategory category, WindowState window, Instant at) {
    Person person = Person.at(to);
    ChannelUser user = new ChannelUser(person.userId(), person.waId(), null, null);
    long served = serviceMessages.getOrDefault(month(phoneNumberId, at), 0L);
    return switch (prices.forecast(new PlannedMessage(category, user, window, served), at)) {
      case CostForecast.Cost cost -> cost;
      // The sandbox was told to ignore the window, so the message goes out as if it were open.
      case CostForecast.NeedsTemplate ignored ->
          cost(phoneNumberId, to, category, WindowState.since(at), at);
    };
  }

  synchronized void delivered(SandboxMessage message, CostForecast.Cost cost) {
    if (cost.category() == ChargeCategory.SERVICE) {
      serviceMessages.merge(month(message.phoneNumberId(), message.at()), 1L, Long::sum);
    }
    lines.addLast(new Line(message, cost));
    if (lines.size() > maxLines) {
      lines.removeFirst();
    }
    total = total.add(cost.amount());
    totals.merge(cost.category().code(), cost.amount(), BigDecimal::add);
    counts.merge(cost.category().code() + ' ' + cost.type().code(), 1L, Long::sum);
  }

  /** The bill: totals of everything, and the kept lines after a sequence. */
  synchronized ObjectNode bill(long after) {
    ObjectNode bill = JsonNodeFactory.instance.objectNode();
    bill.put("currency", prices.currency()).put("total", total.toPlainString());
    ObjectNode categories = bill.putObject("by_category");
    totals.forEach((category, amount) -> categories.put(category, amount.toPlainString()));
    ObjectNode counted = bill.putObject("counts");
    counts.forEach(counted::put);
    ArrayNode messages = bill.putArray("messages");
    for (Line line : lines) {
      if (line.message().sequence() > after) {
        messages
            .addObject()
            .put("sequence", line.message().sequence())
            .put("id", line.message().id())
            .put("phone_number_id", line.message().phoneNumberId())
            .put("to", line.message().to())
            .put("category", line.cost().category().code())
            .put("type", line.cost().type().code())
            .put("market", line.cost().market())
            .put("amount", line.cost().amount().toPlainString());
      }
    }
    return bill;
  }

  private static String month(String phoneNumberId, Instant at) {
    return phoneNumberId + ' ' + YearMonth.from(at.atOffset(ZoneOffset.UTC));
  }
}
