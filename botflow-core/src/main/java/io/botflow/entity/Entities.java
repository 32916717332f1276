package io.botflow.entity;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds entities in what somebody says. Knows the words of English, Afrikaans, Portuguese, Spanish,
 * Arabic, German and French, and English ones beside each of the others; what is written in digits
 * is read in every language. Of a text the first {@value #MAX_TEXT} characters count, and the time
 * taken grows with them alone. Immutable and thread-safe.
 *
 * @param locale the language, and by its country the order of days and months, the separators of
 *     numbers and how phone numbers are written there
 * @param zone where the speaker is
 */
public record Entities(Locale locale, ZoneId zone) {
  /** Of a text, in characters. */
  public static final int MAX_TEXT = 500;

  /** Numbers, in order; those that are a part of something else, such as a day, are among them. */
  public List<Entity.Numeral> numbers(String text) {
    List<Item> items = items(text);
    List<Entity.Numeral> found = new ArrayList<>();
    for (int i = 0; i < items.size(); ) {
      NumberWords.Read read = NumberWords.read(items, i, locale);
      if (read == null) {
        i++;
      } else {
        found.add(new Entity.Numeral(read.value(), items.get(i).start(), end(items, read.next())));
        i = read.next();
      }
    }
    return found;
  }

  /** Amounts of money, in order. A number without a currency is none. */
  public List<Entity.Amount> amounts(String text) {
    return Amounts.find(items(text), locale);
  }

  /**
   * Days and times, in order. A weekday is the next one after today; "next" and a weekday is the
   * one of next week in English, German and Afrikaans, and the coming one in the other languages.
   * An hour from 1 to 6 after "at" that says nothing else is in the afternoon.
   *
   * @param now when it was said
   */
  public List<Entity.When> moments(String text, Instant now) {
    ZonedDateTime here = now.atZone(zone);
    List<Item> items = items(text);
    List<Entity.When> found = new ArrayList<>();
    for (int i = 0; i < items.size(); ) {
      Moment moment = Moment.read(items, i, locale, here);
      if (moment == null) {
        i++;
      } else {
        found.add(
            new Entity.When(
                moment.day(), moment.time(), items.get(i).start(), end(items, moment.next())));
        i = moment.next();
      }
    }
    return found;
  }

  /** E-mail addresses, in order. */
  public List<Entity.Email> emails(String text) {
    return Addresses.emails(head(text));
  }

  /** Web addresses, in order; without a scheme only those that begin with {@code www.}. */
  public List<Entity.Url> urls(String text) {
    return Addresses.urls(head(text));
  }

  /** Phone numbers that can exist, in order; without a + those of the locale's country. */
  public List<Entity.Phone> phones(String text) {
    return Addresses.phones(head(text), locale);
  }

  private List<Item> items(String text) {
    return Item.of(head(text), Lexicon.of(locale));
  }

  private static String head(String text) {
    return text.substring(0, Math.min(text.length(), MAX_TEXT));
  }

  private static int end(List<Item> items, int next) {
    return items.get(next - 1).end();
  }
}
