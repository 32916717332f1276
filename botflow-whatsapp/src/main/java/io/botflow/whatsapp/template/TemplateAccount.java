package io.botflow.whatsapp.template;

import io.botflow.whatsapp.Endpoint;
import java.util.Objects;

/**
 * The account whose templates are meant.
 *
 * @param endpoint whose API it is reached through
 * @param id the id of the WhatsApp Business Account
 * @param secret the access token, or 360dialog's API key
 */
public record TemplateAccount(Endpoint endpoint, String id, String secret) {
  public TemplateAccount {
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(secret, "secret");
  }

  /** Names the account without its secret. */
  @Override
  public String toString() {
    return "TemplateAccount[" + endpoint + " " + id + "]";
  }
}
