package io.botflow.store.jdbc;

import io.botflow.spi.BotRef;
import io.botflow.store.jdbc.Deployments.WhatsAppAccount;
import io.botflow.store.jdbc.Deployments.WhatsAppProvider;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What is kept of WhatsApp accounts. */
final class WhatsAppRows {
  /** Servers look again for what they know of accounts within this time. */
  private static final Duration KNOWN_AFTER = Duration.ofSeconds(3);

  private WhatsAppRows() {}

  /** Whose account it is; before any tenant is named. */
  static Optional<UUID> organizationOf(Handle handle, UUID channel) {
    return handle
        .createQuery("select distinct org_id from channel_routes where channel_id = :channel")
        .bind("channel", channel)
        .mapTo(UUID.class)
        .findFirst();
  }

  static Optional<WhatsAppAccount> read(
      Handle handle, UUID organization, UUID channel, Sealing sealing) {
    return handle
        .createQuery(
            """
            select provider, business_account_id, access_token, app_secret, webhook_verify_token
            from whatsapp_accounts
            where org_id = :org and id = :channel and status = 'active'
            """)
        .bind("org", organization)
        .bind("channel", channel)
        .map(
            (row, context) ->
                new WhatsAppAccount(
                    provider(row.getString(1)),
                    row.getString(2),
                    open(sealing, organization, channel, "access_token", row.getString(3)),
                    open(sealing, organization, channel, "app_secret", row.getString(4)),
                    open(sealing, organization, channel, "webhook_verify_token", row.getString(5))))
        .findOne();
  }

  private static @Nullable String open(
      Sealing sealing, UUID organization, UUID channel, String column, @Nullable String stored) {
    return stored == null || stored.isEmpty()
        ? stored
        : sealing.open(place(organization, channel, column), stored);
  }

  private static @Nullable String seal(
      Sealing sealing, BotRef bot, String column, @Nullable String secret) {
    return secret == null
        ? null
        : sealing.seal(place(bot.organization(), bot.channel(), column), secret);
  }

  private static Sealing.Place place(UUID organization, UUID channel, String column) {
    return new Sealing.Place(organization, "whatsapp_accounts", column, channel);
  }

  /** Nothing can be sent or taken with it any more. */
  static void forget(Handle handle, UUID organization, UUID channel) {
    handle
        .createUpdate(
            """
            update whatsapp_accounts set status = 'suspended', access_token = null,
              app_secret = null, webhook_verify_token = null, updated_at = now()
            where org_id = :org and id = :channel
            """)
        .bind("org", organization)
        .bind("channel", channel)
        .execute();
  }

  private static WhatsAppProvider provider(String stored) {
    return Arrays.stream(WhatsAppProvider.values())
        .filter(one -> one.stored().equals(stored))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no provider of WhatsApp: " + stored));
  }

  static void write(Handle handle, BotRef bot, WhatsAppAccount account, Sealing sealing) {
    handle
        .createUpdate(
            """
            insert into whatsapp_accounts (org_id, id, provider, business_account_id, access_token,
              app_secret, webhook_verify_token)
            values (:org, :channel, :provider, :business, :token, :secret, :verify)
            on conflict (org_id, id) do update
              set provider = excluded.provider, business_account_id = excluded.business_account_id,
                access_token = excluded.access_token, app_secret = excluded.app_secret,
                webhook_verify_token = excluded.webhook_verify_token, status = 'active',
                updated_at = now()
            """)
        .bind("org", bot.organization())
        .bind("channel", bot.channel())
        .bind("provider", account.provider().stored())
        .bind("business", account.businessAccountId())
        .bind("token", seal(sealing, bot, "access_token", account.accessToken()))
        .bind("secret", seal(sealing, bot, "app_secret", account.appSecret()))
        .bind("verify", seal(sealing, bot, "webhook_verify_token", account.verifyToken()))
        .execute();
    handle
        .createUpdate(
            """
            delete from channel_routes where org_id = :org and channel_id = :channel and business
              and account is distinct from :business
            """)
        .bind("org", bot.organization())
        .bind("channel", bot.channel())
        .bind("business", account.businessAccountId())
        .execute();
    routeBusinessAccounts(handle, bot.organization());
    handle
        .createUpdate(
            """
            update template_reads
            set due_at = now() + :known * interval '1 second', asked = asked + 1, attempts = 0
            where org_id = :org and business_account_id = :business
            """)
        .bind("known", KNOWN_AFTER.toSeconds())
        .bind("org", bot.organization())
        .bind("business", account.businessAccountId())
        .execute();
  }

  /**
   * Leads what is told of an organisation's business accounts to the number of each that was
   * connected first. One that has its route keeps it, so that what is repeated is found to be.
   */
  static int routeBusinessAccounts(Handle handle, UUID organization) {
    handle
        .createUpdate(
            """
            insert into channel_routes (kind, account, org_id, channel_id, bot_id, business)
            select distinct on (w.business_account_id) 'whatsapp', w.business_account_id, r.org_id,
              r.channel_id, r.bot_id, true
            from whatsapp_accounts w
            join channel_routes r on r.org_id = w.org_id and r.channel_id = w.id
              and r.kind = 'whatsapp' and not r.business
            where w.org_id = :org and w.business_account_id is not null
            order by w.business_account_id, w.created_at, w.id
            on conflict (kind, account) do nothing
            """)
        .bind("org", organization)
        .execute();
    return handle
        .createUpdate(
            """
            insert into template_reads (org_id, business_account_id, channel_id, due_at)
            select org_id, account, channel_id, now() from channel_routes
            where org_id = :org and business
            on conflict (org_id, business_account_id) do update
              set channel_id = excluded.channel_id
            """)
        .bind("org", organization)
        .execute();
  }

  /**
   * Ends the pauses of a number, once every server knows its new token; what was tried and waits
   * goes then, and so do its media. What was never tried may wait for a time of its own.
   */
  static int resume(Handle handle, BotRef bot) {
    String known = "now() + :known * interval '1 second'";
    int resumed = 0;
    for (String update :
        List.of(
            "update channel_pauses set until = least(until, " + known + ") where true",
            "update media_fetches set due_at = least(due_at, " + known + ") where true",
            "update outbox set next_at = least(next_at, "
                + known
                + ") where state = 0 and attempt > 0")) {
      resumed +=
          handle
              .createUpdate(update + " and org_id = :org and channel_id = :channel")
              .bind("known", KNOWN_AFTER.toSeconds())
              .bind("org", bot.organization())
              .bind("channel", bot.channel())
              .execute();
    }
    return resumed;
  }
}
