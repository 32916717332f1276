package io.botflow.entity;

import io.botflow.entity.Lexeme.Kind;
import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads a number in digits, in words, or in both, such as 2 million. */
final class NumberWords {
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final int LONGEST_DIGITS = 30;

  /** A number, and the item after it. */
  record Read(BigDecimal value, int next) {}

  private final List<Item> items;
  private int at;
  private long total;
  private long current;
  private long last;
  private boolean seen;

  private NumberWords(List<Item> items, int at) {
    this.items = items;
    this.at = at;
  }

  /** The number that begins at an item; null where none does. */
  static @Nullable Read read(List<Item> items, int at, Locale locale) {
    Item first = items.get(at);
    return switch (first.lexeme().kind()) {
      case DIGITS -> digits(items, at, locale);
      case NUMBER, SCALE, ARTICLE, HALF -> new NumberWords(items, at).words();
      default -> null;
    };
  }

  private static @Nullable Read digits(List<Item> items, int at, Locale locale) {
    BigDecimal value = value(items.get(at).raw(), locale);
    if (value == null) {
      return null;
    }
    int next = at + 1;
    if (next < items.size() && items.get(next).is(Kind.SCALE)) {
      value = value.multiply(BigDecimal.valueOf(items.get(next).lexeme().value()));
      next++;
    } else if (next < items.size()
        && items.get(next).glued()
        && items.get(next).raw().equals("k")) {
      value = value.multiply(BigDecimal.valueOf(1_000));
      next++;
    }
    int half = half(items, next);
    return half < 0 ? new Read(value, next) : new Read(value.add(HALF), half);
  }

  /** A number in digits by the locale's separators, or by anybody's where they are clear. */
  static @Nullable BigDecimal value(String digits, Locale locale) {
    String bare = digits.replaceAll("[ \u00a0\u202f'\u2019]", "");
    if (bare.length() > LONGEST_DIGITS || !bare.matches("-?\\d[\\d.,]*")) {
      return null;
    }
    int comma = bare.lastIndexOf(',');
    int dot = bare.lastIndexOf('.');
    String plain = bare;
    if (comma >= 0 && dot >= 0) {
      plain = bare.replace(comma > dot ? "." : ",", "").replace(',', '.');
    } else if (comma >= 0 || dot >= 0) {
      char separator = comma >= 0 ? ',' : '.';
      int place = Math.max(comma, dot);
      char decimal = DecimalFormatSymbols.getInstance(locale).getDecimalSeparator();
      boolean several = bare.indexOf(separator) != place;
      boolean groups = several || (bare.length() - place == 4 && separator != decimal);
      plain = groups ? bare.replace(String.valueOf(separator), "") : bare.replace(',', '.');
    }
    return plain.indexOf('.') == plain.lastIndexOf('.') ? new BigDecimal(plain) : null;
  }

  private @Nullable Read words() {
    if (items.get(at).is(Kind.ARTICLE)) {
      Kind next = kind(at + 1);
      if (next == Kind.SCALE) {
        at++;
      } else if (next == Kind.HALF) {
        return new Read(HALF, at + 2);
      } else {
        return null;
      }
    }
    if (items.get(at).is(Kind.HALF)) {
      return new Read(HALF, at + 1);
    }
    while (at < items.size() && step()) {
      at++;
    }
    if (!seen) {
      return null;
    }
    BigDecimal value = BigDecimal.valueOf(total + current);
    int half = half(items, at);
    if (half >= 0) {
      return new Read(value.add(HALF), half);
    }
    return kind(at) == Kind.POINT && kind(at + 1) == Kind.NUMBER
        ? decimals(value)
        : new Read(value, at);
  }

  private Read decimals(BigDecimal whole) {
    StringBuilder digits = new StringBuilder(whole.toPlainString()).append('.');
    at++;
    while (kind(at) == Kind.NUMBER && items.get(at).lexeme().value() < 10 && digits.length() < 20) {
      digits.append(items.get(at).lexeme().value());
      at++;
    }
    return new Read(new BigDecimal(digits.toString()), at);
  }

  /** Takes one more word where it belongs to the number. */
  private boolean step() {
    long value = items.get(at).lexeme().value();
    return switch (items.get(at).lexeme().kind()) {
      case SCALE -> scale(value);
      case NUMBER -> number(value, false);
      case AND -> and();
      default -> false;
    };
  }

  private boolean scale(long value) {
    if (seen && last >= value && total > 0 && current == 0) {
      return false;
    }
    if (value == 100) {
      if (current > 99) {
        return false;
      }
      current = Math.max(1, current) * value;
    } else {
      if (current > 999_999) {
        return false;
      }
      total += Math.max(1, current) * value;
      current = 0;
    }
    last = value;
    seen = true;
    return true;
  }

  private boolean number(long value, boolean linked) {
    boolean fits =
        !seen
            || (last >= 100 && value < last)
            || (last >= 20 && last < 100 && last % 10 == 0 && value < 10)
            || ((last == 60 || last == 80) && value < 20)
            || (linked && last < 10 && value >= 20 && value < 100 && value % 10 == 0);
    if (seen && last == 4 && value == 20 && !linked) {
      current += 76;
      last = 80;
      return true;
    }
    if (!fits) {
      return false;
    }
    current += value;
    last = linked && last < 10 ? 1 : value;
    seen = true;
    return true;
  }

  private boolean and() {
    if (!seen || at + 1 >= items.size() || half(items, at) >= 0) {
      return false;
    }
    Item next = items.get(at + 1);
    if (next.is(Kind.NUMBER) && number(next.lexeme().value(), true)) {
      at++;
      return true;
    }
    return false;
  }

  /** The item after "and a half"; -1 where there is none. */
  private static int half(List<Item> items, int at) {
    int next = at;
    if (next < items.size() && items.get(next).is(Kind.AND)) {
      next++;
      if (next < items.size() && items.get(next).is(Kind.ARTICLE)) {
        next++;
      }
      return next < items.size() && items.get(next).is(Kind.HALF) ? next + 1 : -1;
    }
    boolean inOne =
        at > 0
            && next < items.size()
            && items.get(next).is(Kind.HALF)
            && items.get(next).start() == items.get(at - 1).start();
    return inOne ? next + 1 : -1;
  }

  private @Nullable Kind kind(int place) {
    return place < items.size() ? items.get(place).lexeme().kind() : null;
  }
}
