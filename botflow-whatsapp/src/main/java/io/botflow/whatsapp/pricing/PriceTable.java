package io.botflow.whatsapp.pricing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.botflow.message.ChannelUser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What messages cost by market and category, as data: a host replaces the example of this module by
 * the rate card of its own contract and currency. Immutable.
 *
 * <p>The rules are Meta's per-message pricing as of 1 October 2026: service messages are charged,
 * and utility templates within the service window as well; the first service messages of each
 * number and month are free; everything is free for 72 hours after the answer to an advertisement.
 */
public final class PriceTable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String currency;
  private final Instant serviceChargedFrom;
  private final long freeServiceMessages;
  private final Duration freeEntry;
  private final List<Market> markets;
  private final Market other;
  private final Map<String, Market> byCallingCode = new HashMap<>();
  private final Map<String, Market> byCountry = new HashMap<>();

  private record Market(String name, Map<ChargeCategory, BigDecimal> rates) {}

  private PriceTable(JsonNode data) {
    currency = text(data, "currency");
    serviceChargedFrom =
        LocalDate.parse(text(data, "serviceChargedFrom")).atStartOfDay().toInstant(ZoneOffset.UTC);
    freeServiceMessages = data.path("freeServiceMessagesPerMonth").asLong();
    freeEntry = Duration.ofHours(data.path("freeEntryPointHours").asLong());
    List<Market> read = new ArrayList<>();
    for (JsonNode node : data.path("markets")) {
      Map<ChargeCategory, BigDecimal> rates = new EnumMap<>(ChargeCategory.class);
      for (ChargeCategory category : ChargeCategory.values()) {
        rates.put(category, rate(node, category));
      }
      Market market = new Market(text(node, "market"), rates);
      read.add(market);
      node.path("callingCodes").forEach(code -> byCallingCode.put(code.asText(), market));
      node.path("countries").forEach(country -> byCountry.put(country.asText(), market));
    }
    if (read.isEmpty()) {
      throw new IllegalArgumentException("a price table needs a market");
    }
    markets = List.copyOf(read);
    other = read.get(read.size() - 1);
  }

  /** The example that comes with this module: its rates show the order of magnitude, no more. */
  public static PriceTable example() {
    try (InputStream in = PriceTable.class.getResourceAsStream("prices.json")) {
      if (in == null) {
        throw new IllegalStateException("prices.json is missing in the module");
      }
      return read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A table in the form of this module's {@code prices.json}; the last market is for everyone whom
   * no other takes.
   *
   * @throws IllegalArgumentException that names what is missing or wrong
   */
  public static PriceTable read(byte[] json) {
    try {
      return new PriceTable(JSON.readTree(json));
    } catch (IOException e) {
      throw new IllegalArgumentException("the price table is no JSON", e);
    }
  }

  /** The currency of all amounts. */
  public String currency() {
    return currency;
  }

  /** The markets' names in the table's order. */
  public List<String> markets() {
    return markets.stream().map(Market::name).toList();
  }

  /** The market of a person; the table's last one for a number or country that it does not name. */
  public String market(ChannelUser person) {
    return find(person).name();
  }

  /** What a message will cost if it is sent at {@code at}. */
  public CostForecast forecast(PlannedMessage message, Instant at) {
    ChargeCategory category = message.category();
    boolean open = message.window().isOpen(at);
    if (category == ChargeCategory.SERVICE && !open) {
      return new CostForecast.NeedsTemplate();
    }
    Market market = find(message.to());
    ChargeType type = type(message, open, at);
    BigDecimal amount =
        type == ChargeType.REGULAR ? market.rates().getOrDefault(category, BigDecimal.ZERO) : null;
    return new CostForecast.Cost(
        category, type, amount == null ? BigDecimal.ZERO : amount, currency, market.name());
  }

  private ChargeType type(PlannedMessage message, boolean open, Instant at) {
    if (message.window().isFreeEntry(at, freeEntry)) {
      return ChargeType.FREE_ENTRY_POINT;
    }
    boolean charged = !at.isBefore(serviceChargedFrom);
    return switch (message.category()) {
      case SERVICE ->
          charged && message.serviceMessages() >= freeServiceMessages
              ? ChargeType.REGULAR
              : ChargeType.FREE_CUSTOMER_SERVICE;
      case UTILITY -> charged || !open ? ChargeType.REGULAR : ChargeType.FREE_CUSTOMER_SERVICE;
      case AUTHENTICATION, MARKETING -> ChargeType.REGULAR;
    };
  }

  private Market find(ChannelUser person) {
    if (person.phone() != null) {
      String digits = person.phone();
      for (int length = Math.min(digits.length(), 5); length > 0; length--) {
        Market market = byCallingCode.get(digits.substring(0, length));
        if (market != null) {
          return market;
        }
      }
      return other;
    }
    // A business-scoped user id begins with the country.
    String id = person.userId() == null ? "" : person.userId();
    int dot = id.indexOf('.');
    return dot < 0 ? other : byCountry.getOrDefault(id.substring(0, dot), other);
  }

  private static BigDecimal rate(JsonNode market, ChargeCategory category) {
    String where = "markets/" + market.path("market").asText() + "/rates/" + category.code();
    try {
      BigDecimal rate = new BigDecimal(market.path("rates").path(category.code()).asText());
      if (rate.signum() >= 0) {
        return rate;
      }
    } catch (NumberFormatException e) {
      // Told below, with its place.
    }
    throw new IllegalArgumentException(where + " has to be a number of at least 0");
  }

  private static String text(JsonNode node, String key) {
    String text = node.path(key).asText();
    if (text.isEmpty()) {
      throw new IllegalArgumentException(key + " is missing in the price table");
    }
    return text;
  }
}
