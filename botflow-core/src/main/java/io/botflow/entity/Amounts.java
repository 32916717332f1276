package io.botflow.entity;

import io.botflow.entity.Lexeme.Kind;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds numbers with a currency before or behind them. */
final class Amounts {
  private static final Map<String, String> SIGNS =
      Map.ofEntries(
          Map.entry("€", "EUR"),
          Map.entry("£", "GBP"),
          Map.entry("¥", "JPY"),
          Map.entry("₦", "NGN"),
          Map.entry("₹", "INR"),
          Map.entry("r", "ZAR"),
          Map.entry("chf", "CHF"),
          Map.entry("ksh", "KES"));

  private Amounts() {}

  static List<Entity.Amount> find(List<Item> items, Locale locale) {
    List<Entity.Amount> found = new ArrayList<>();
    for (int i = 0; i < items.size(); ) {
      NumberWords.Read read = NumberWords.read(items, i, locale);
      if (read == null) {
        i++;
        continue;
      }
      int start = items.get(i).start();
      int end = items.get(read.next() - 1).end();
      int before = i - 1;
      String currency = before < 0 ? null : currency(items, before, locale);
      if (currency != null) {
        boolean two =
            before > 0 && items.get(before).raw().equals("$") && items.get(before).glued();
        start = items.get(two && isLetterSign(items.get(before - 1)) ? before - 1 : before).start();
      } else {
        int next = read.next();
        // As in "five million of dollars", which Portuguese, Spanish and French say.
        if (next + 1 < items.size() && items.get(next).is(Kind.SKIP)) {
          next++;
        }
        currency = next < items.size() ? currency(items, next, locale) : null;
        if (currency != null) {
          end = items.get(next).end();
        }
      }
      if (currency != null) {
        found.add(new Entity.Amount(read.value(), currency, start, end));
      }
      i = read.next();
    }
    return found;
  }

  private static @Nullable String currency(List<Item> items, int at, Locale locale) {
    Item item = items.get(at);
    if (item.is(Kind.CURRENCY)) {
      return item.lexeme().code();
    }
    if (item.raw().equals("$")) {
      boolean real = at > 0 && item.glued() && items.get(at - 1).raw().equals("r");
      return real ? "BRL" : dollar(locale);
    }
    String sign = SIGNS.get(item.raw());
    return sign != null ? sign : code(item.raw());
  }

  private static boolean isLetterSign(Item item) {
    return item.raw().equals("r");
  }

  private static String dollar(Locale locale) {
    if (!locale.getCountry().isEmpty()) {
      try {
        Currency own = Currency.getInstance(locale);
        if (own != null && own.getSymbol(locale).equals("$")) {
          return own.getCurrencyCode();
        }
      } catch (IllegalArgumentException e) {
        return "USD";
      }
    }
    return "USD";
  }

  private static @Nullable String code(String word) {
    if (word.length() != 3) {
      return null;
    }
    String code = word.toUpperCase(Locale.ROOT);
    return Codes.ALL.contains(code) ? code : null;
  }

  /** Codes of currencies that are in use and no word of ours. */
  private static final class Codes {
    static final java.util.Set<String> ALL =
        Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .filter(code -> !java.util.Set.of("ALL", "TOP", "MOP", "TRY", "DEM").contains(code))
            .collect(java.util.stream.Collectors.toUnmodifiableSet());
  }
}
