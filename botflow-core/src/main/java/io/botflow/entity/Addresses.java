package io.botflow.entity;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds e-mail addresses, web addresses and phone numbers. Patterns run in linear time. */
final class Addresses {
  /** RFC 5321, 4.5.3.1.3. */
  private static final int LONGEST_EMAIL = 254;

  /** Candidates for phone numbers that are looked at in one text. */
  private static final long MOST_TRIES = 50;

  private static final Pattern EMAIL =
      Pattern.compile("[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*\\.[A-Za-z]{2,}");

  private static final Pattern URL =
      Pattern.compile(
          "(?i)(https?://|www\\.)[a-z0-9-]+(\\.[a-z0-9-]+)+(:[0-9]{1,5})?([/?#][^\\s<>\"]*)?");

  private Addresses() {}

  static List<Entity.Email> emails(String text) {
    List<Entity.Email> found = new ArrayList<>();
    Matcher matcher = EMAIL.matcher(text);
    while (matcher.find()) {
      if (matcher.end() - matcher.start() <= LONGEST_EMAIL) {
        found.add(new Entity.Email(matcher.group(), matcher.start(), matcher.end()));
      }
    }
    return found;
  }

  static List<Entity.Url> urls(String text) {
    List<Entity.Url> found = new ArrayList<>();
    Matcher matcher = URL.matcher(text);
    while (matcher.find()) {
      String address = matcher.group();
      int length = address.length();
      while (".,;:!?)'".indexOf(address.charAt(length - 1)) >= 0) {
        length--;
      }
      address = address.substring(0, length);
      boolean scheme = address.regionMatches(true, 0, "http", 0, 4);
      found.add(
          new Entity.Url(
              scheme ? address : "https://" + address, matcher.start(), matcher.start() + length));
    }
    return found;
  }

  static List<Entity.Phone> phones(String text, Locale locale) {
    PhoneNumberUtil library = PhoneNumberUtil.getInstance();
    String country = locale.getCountry().isEmpty() ? "ZZ" : locale.getCountry();
    List<Entity.Phone> found = new ArrayList<>();
    for (PhoneNumberMatch match : library.findNumbers(text, country, Leniency.VALID, MOST_TRIES)) {
      found.add(
          new Entity.Phone(
              library.format(match.number(), PhoneNumberFormat.E164), match.start(), match.end()));
    }
    return found;
  }
}
