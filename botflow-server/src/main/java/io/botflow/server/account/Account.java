package io.botflow.server.account;

import io.botflow.server.config.Secret;
import io.botflow.whatsapp.Endpoint;
import io.botflow.whatsapp.WhatsAppAccount;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A connected WhatsApp number.
 *
 * @param id ours, in the address of its webhook
 * @param endpoint whose API it is reached through
 * @param phoneNumberId Meta's
 * @param businessAccountId Meta's id of the WhatsApp Business Account that has the number, or null
 * @param appSecrets any of them may have signed a webhook of Meta's; none means that none is taken
 * @param verifyToken Meta's, null where the webhook's handshake is not allowed; for 360dialog the
 *     secret that its webhooks carry, null where none is taken
 * @param accessToken the access token or 360dialog's key; null where nothing can be sent
 */
public record Account(
    UUID organization,
    UUID id,
    Endpoint endpoint,
    String phoneNumberId,
    @Nullable String businessAccountId,
    List<Secret> appSecrets,
    @Nullable Secret verifyToken,
    @Nullable Secret accessToken) {
  /** What 360dialog is told to send with each webhook, since it does not sign them. */
  public static final String SECRET_HEADER = "X-Webhook-Secret";

  /** Copies the list. */
  public Account {
    appSecrets = List.copyOf(appSecrets);
  }

  /** What the channel needs to speak for the number; empty where it has no token. */
  public Optional<WhatsAppAccount> sending() {
    return Optional.ofNullable(accessToken)
        .map(token -> new WhatsAppAccount(endpoint, phoneNumberId, token.reveal()));
  }
}
