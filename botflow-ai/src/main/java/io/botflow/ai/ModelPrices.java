package io.botflow.ai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What models cost, as data with a date: prices change more often than programs. Immutable.
 *
 * <p>The table that comes along is {@code prices.json} beside this class, with the pages that it
 * was taken from; a file of the same form can stand in for it.
 */
public final class ModelPrices {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Providers name the day of a model's making: {@code gpt-5-mini-2025-08-07}. */
  private static final Pattern DATED =
      Pattern.compile("(.+)-(?:\\d{4}-\\d{2}-\\d{2}|\\d{8}|latest)");

  private static final ModelPrices BUNDLED = bundledTable();

  private final LocalDate date;
  private final Map<String, Price> prices;

  private ModelPrices(LocalDate date, Map<String, Price> prices) {
    this.date = date;
    this.prices = Map.copyOf(prices);
  }

  /** Dollars for a million tokens are millionths of a dollar for one. */
  private record Price(double input, double cachedInput, double output) {}

  /** The table that comes along. */
  public static ModelPrices bundled() {
    return BUNDLED;
  }

  /**
   * A table of one's own.
   *
   * @throws IllegalArgumentException where it is not in the form of {@code prices.json}
   * @throws IOException where it cannot be read
   */
  public static ModelPrices read(InputStream json) throws IOException {
    JsonNode table = JSON.readTree(json);
    Map<String, Price> prices = new HashMap<>();
    for (JsonNode model : table.path("models")) {
      String name = model.path("model").asText();
      Price price =
          new Price(number(model, "input"), number(model, "cachedInput"), number(model, "output"));
      if (name.isEmpty() || prices.put(name, price) != null) {
        throw new IllegalArgumentException("a model without a name, or named twice: " + name);
      }
    }
    return new ModelPrices(LocalDate.parse(table.path("date").asText()), prices);
  }

  private static double number(JsonNode model, String field) {
    JsonNode number = model.path(field);
    if (!number.isNumber() || number.doubleValue() < 0) {
      throw new IllegalArgumentException("a price that is none: " + model);
    }
    return number.doubleValue();
  }

  private static ModelPrices bundledTable() {
    try (InputStream table = ModelPrices.class.getResourceAsStream("prices.json")) {
      if (table == null) {
        throw new IllegalStateException("the jar lacks its prices");
      }
      return read(table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** When the prices were looked up. */
  public LocalDate date() {
    return date;
  }

  /** Millionths of a US dollar, rounded up; null where the model's price is not known. */
  @Nullable Long costMicros(String model, Usage usage) {
    Price price = prices.get(model);
    if (price == null) {
      Matcher dated = DATED.matcher(model);
      price = dated.matches() ? prices.get(dated.group(1)) : null;
    }
    if (price == null) {
      return null;
    }
    double cost =
        (usage.input() - usage.cachedInput()) * price.input()
            + usage.cachedInput() * price.cachedInput()
            + usage.output() * price.output();
    return (long) Math.ceil(cost);
  }
}
