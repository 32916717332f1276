package io.botflow.whatsapp;

import java.util.Objects;

/**
 * What is needed to send from one business number.
 *
 * @param endpoint whose API it is reached through
 * @param phoneNumberId Meta's id of the number
 * @param secret the access token, or 360dialog's API key
 */
public record WhatsAppAccount(Endpoint endpoint, String phoneNumberId, String secret) {
  /** Refuses nulls. */
  public WhatsAppAccount {
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(phoneNumberId, "phoneNumberId");
    Objects.requireNonNull(secret, "secret");
  }

  /** Names the number without its secret. */
  @Override
  public String toString() {
    return "WhatsAppAccount[" + endpoint + " " + phoneNumberId + "]";
  }
}
