package io.botflow.server.onboarding;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A connected WhatsApp number; its secrets are never shown.
 *
 * @param name as people call it; null for none
 * @param provider {@code meta} or {@code 360dialog}
 * @param phoneNumberId the network's id of the number
 * @param businessAccountId Meta's id of the WhatsApp Business Account; null where it is not known
 * @param botId which bot answers there
 * @param hasAccessToken whether anything can be sent
 * @param hasAppSecret whether it belongs to an app of its own, not the server's
 * @param webhookUrl where its webhooks have to come to
 */
record WhatsAppAccountView(
    UUID id,
    @Nullable String name,
    String provider,
    String phoneNumberId,
    @Nullable String businessAccountId,
    UUID botId,
    boolean hasAccessToken,
    boolean hasAppSecret,
    String webhookUrl,
    Instant createdAt,
    Instant updatedAt) {}
