package io.botflow.node;

import io.botflow.expression.TextPattern;
import java.net.URI;
import java.net.URISyntaxException;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads numbers, addresses and phone numbers as people type them. */
final class Formats {
  /** Longest e-mail address (RFC 5321, 4.5.3.1.3). */
  private static final int MAX_EMAIL = 254;

  /** Fewest and most digits of an international number (ITU-T E.164 allows 15). */
  private static final int MIN_PHONE = 7;

  private static final int MAX_PHONE = 15;

  private static final TextPattern EMAIL =
      TextPattern.of("[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

  private Formats() {}

  /**
   * A number with the locale's or anybody's separators: {@code 1.234,50} and {@code 1,234.50} are
   * the same where both separators are there; a single one followed by three digits groups only
   * where the locale groups with it. A currency sign or code around it is left out.
   *
   * @return a Long or a Double, or null
   */
  static @Nullable Number number(String text, Locale locale) {
    String bare = digits(text.strip());
    if (bare == null) {
      return null;
    }
    char decimal = DecimalFormatSymbols.getInstance(locale).getDecimalSeparator();
    int comma = bare.lastIndexOf(',');
    int dot = bare.lastIndexOf('.');
    String plain;
    if (comma >= 0 && dot >= 0) {
      char group = comma > dot ? '.' : ',';
      plain = bare.replace(String.valueOf(group), "").replace(',', '.');
    } else if (comma >= 0 || dot >= 0) {
      char separator = comma >= 0 ? ',' : '.';
      int last = Math.max(comma, dot);
      boolean several = bare.indexOf(separator) != last;
      boolean three = bare.length() - last - 1 == 3;
      boolean groups = several || (three && separator != decimal);
      plain = groups ? bare.replace(String.valueOf(separator), "") : bare.replace(',', '.');
    } else {
      plain = bare;
    }
    try {
      if (plain.indexOf('.') < 0) {
        return Long.valueOf(plain);
      }
      double value = Double.parseDouble(plain);
      return Double.isFinite(value) ? (Number) value : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /**
   * Sign, digits and separators of a text that is otherwise only spaces and a currency; or null.
   */
  private static @Nullable String digits(String text) {
    if (text.length() > 40) {
      return null;
    }
    StringBuilder bare = new StringBuilder(text.length());
    boolean digit = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isDigit(c)) {
        digit = true;
        bare.append((char) ('0' + Character.digit(c, 10)));
      } else if ((c == ',' || c == '.') && digit) {
        bare.append(c);
      } else if ((c == '-' || c == '+') && bare.isEmpty()) {
        bare.append(c);
      } else if (!(c == ' ' || c == '\u00a0' || c == '\u202f' || c == '\'')
          && Character.getType(c) != Character.CURRENCY_SYMBOL
          && !isCurrencyLetter(text, i)) {
        return null;
      }
    }
    while (!bare.isEmpty()
        && (bare.charAt(bare.length() - 1) == '.' || bare.charAt(bare.length() - 1) == ',')) {
      bare.setLength(bare.length() - 1);
    }
    return digit ? bare.toString() : null;
  }

  /** One to three capitals beside the digits, such as R, USD or ZAR. */
  private static boolean isCurrencyLetter(String text, int at) {
    int from = at;
    while (from > 0 && Character.isUpperCase(text.charAt(from - 1))) {
      from--;
    }
    int to = at;
    while (to < text.length() && Character.isUpperCase(text.charAt(to))) {
      to++;
    }
    return Character.isUpperCase(text.charAt(at)) && to - from <= 3;
  }

  static @Nullable String email(String text) {
    String address = text.startsWith("mailto:") ? text.substring(7) : text;
    return address.length() <= MAX_EMAIL && EMAIL.fits(address) ? address : null;
  }

  /** In international form with {@code +} where the customer wrote one or {@code 00}. */
  static @Nullable String phone(String text) {
    StringBuilder digits = new StringBuilder();
    boolean international = text.startsWith("+") || text.startsWith("00");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isDigit(c)) {
        digits.append((char) ('0' + Character.digit(c, 10)));
      } else if (" -()./\u00a0".indexOf(c) < 0 && !(c == '+' && i == 0)) {
        return null;
      }
    }
    if (text.startsWith("00")) {
      digits.delete(0, 2);
    }
    if (digits.length() < MIN_PHONE || digits.length() > MAX_PHONE) {
      return null;
    }
    return international ? "+" + digits : digits.toString();
  }

  static @Nullable String url(String text) {
    String address = text.contains("://") ? text : "https://" + text;
    try {
      URI uri = new URI(address);
      String host = uri.getHost();
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      return web && host != null && host.contains(".") ? address : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
