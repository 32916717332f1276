package io.botflow.store.jdbc;

import io.botflow.store.jdbc.Deployments.WhatsAppAccount;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What is kept of WhatsApp accounts. */
final class WhatsAppRows {

  private WhatsAppRows() {}

  /** Whose account it is; before any tenant is named. */
  static Optional<UUID> organizationOf(Handle handle, UUID channel) {
    return handle
        .createQuery("select distinct org_id from channel_routes where channel_id = :channel")
        .bind("channel", channel)
        .mapTo(UUID.class)
        .findFirst();
  }

  static Optional<WhatsAppAccount> read(Handle handle, UUID organization, UUID channel) {
    return handle
        .createQuery(
            """
            select business_account_id, access_token, app_secret, webhook_verify_token
            from whatsapp_accounts
            where org_id = :org and id = :channel and status = 'active'
            """)
        .bind("org", organization)
        .bind("channel", channel)
        .map(
            (row, context) ->
                new WhatsAppAccount(
                    row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
        .findOne();
  }
}
