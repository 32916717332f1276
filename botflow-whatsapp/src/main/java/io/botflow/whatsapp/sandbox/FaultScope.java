package io.botflow.whatsapp.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * Which send requests meet a fault.
 *
 * @param number those of one business number; null for all
 * @param contact those to one person, by phone number or user id; null for all
 */
public record FaultScope(@Nullable String number, @Nullable String contact) {
  /** Every request. */
  public static final FaultScope ALL = new FaultScope(null, null);

  boolean covers(String fromNumber, String toContact) {
    return (number == null || number.equals(fromNumber))
        && (contact == null || Person.normalised(contact).equals(toContact));
  }
}
