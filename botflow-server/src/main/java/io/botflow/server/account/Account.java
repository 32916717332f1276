package io.botflow.server.account;

import io.botflow.server.config.Secret;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A connected WhatsApp number.
 *
 * @param id ours, in the address of its webhook
 * @param phoneNumberId Meta's
 * @param appSecrets any of them may have signed a webhook; none means that no webhook is taken
 * @param verifyToken null where the webhook's handshake is not allowed
 * @param accessToken null where nothing can be sent
 */
public record Account(
    UUID organization,
    UUID id,
    String phoneNumberId,
    List<Secret> appSecrets,
    @Nullable Secret verifyToken,
    @Nullable Secret accessToken) {
  /** Copies the list. */
  public Account {
    appSecrets = List.copyOf(appSecrets);
  }
}
