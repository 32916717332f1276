package io.botflow.whatsapp.onboarding;

import io.botflow.whatsapp.WhatsAppAccount;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An account whose connection is checked.
 *
 * @param wabaId the WhatsApp Business Account of the number
 * @param callback where its webhooks have to arrive
 * @param app the app that has to be subscribed; null for 360dialog, and where a system user's token
 *     is used without the app's secret
 */
public record CheckedAccount(
    WhatsAppAccount account, String wabaId, URI callback, @Nullable MetaApp app) {
  public CheckedAccount {
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(wabaId, "wabaId");
    Objects.requireNonNull(callback, "callback");
  }
}
