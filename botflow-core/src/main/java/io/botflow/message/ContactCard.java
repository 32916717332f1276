package io.botflow.message;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A contact card in a message; any part but the shown name may be missing.
 *
 * @param formattedName the name as shown
 * @param organization the company, and {@code department} and {@code title} within it
 * @param birthday as {@code YYYY-MM-DD}, or null
 * @param vcard the whole card as vCard text, or null where the channel sent none; inbound only
 */
public record ContactCard(
    String formattedName,
    @Nullable String firstName,
    @Nullable String lastName,
    @Nullable String organization,
    @Nullable String department,
    @Nullable String title,
    @Nullable String birthday,
    List<Phone> phones,
    List<String> emails,
    List<String> urls,
    List<Postal> addresses,
    @Nullable String vcard) {
  public ContactCard {
    Objects.requireNonNull(formattedName, "formattedName");
    phones = List.copyOf(phones);
    emails = List.copyOf(emails);
    urls = List.copyOf(urls);
    addresses = List.copyOf(addresses);
  }

  /** A card with a name, numbers as written, e-mail addresses and a company. */
  public static ContactCard of(
      String formattedName,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String organization,
      List<String> phones,
      List<String> emails) {
    return new ContactCard(
        formattedName,
        firstName,
        lastName,
        organization,
        null,
        null,
        null,
        phones.stream().map(number -> new Phone(number, null, null)).toList(),
        emails,
        List.of(),
        List.of(),
        null);
  }

  /** The numbers as written on the card. */
  public List<String> numbers() {
    return phones.stream().map(Phone::number).toList();
  }

  /**
   * A number.
   *
   * @param number as written on the card
   * @param type such as {@code CELL} or {@code WORK}, or null
   * @param account the number by which the channel reaches its owner, in international form without
   *     {@code +}; null where the owner does not use the channel
   */
  public record Phone(String number, @Nullable String type, @Nullable String account) {
    public Phone {
      Objects.requireNonNull(number, "number");
    }
  }

  /** A postal address; every part may be missing. */
  public record Postal(
      @Nullable String street,
      @Nullable String city,
      @Nullable String state,
      @Nullable String zip,
      @Nullable String country,
      @Nullable String countryCode,
      @Nullable String type) {}
}
