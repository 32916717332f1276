package io.botflow.server.onboarding;

import io.botflow.server.api.Cursor;
import io.botflow.server.api.Refusal;
import io.botflow.server.http.ErrorCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Reads connected numbers, in a transaction that names their organisation. */
final class WhatsAppAccountTable {
  private static final String SELECT =
      """
      select c.id, c.display_name, c.account, c.created_at, greatest(c.updated_at, w.updated_at) as
        updated_at, w.provider, w.business_account_id, r.bot_id,
        coalesce(w.access_token, '') <> '' as token, coalesce(w.app_secret, '') <> '' as secret
      from channels c
      join channel_routes r on r.org_id = c.org_id and r.channel_id = c.id and not r.business
      join whatsapp_accounts w on w.org_id = c.org_id and w.id = c.id
      where c.org_id = :org and c.kind = 'whatsapp'
      """;

  private WhatsAppAccountTable() {}

  static List<WhatsAppAccountView> list(
      Handle handle, UUID organization, Cursor cursor, String server) {
    Cursor.Place after = cursor.after();
    return handle
        .createQuery(
            SELECT
                + """
                and (:at::timestamptz is null
                  or (c.created_at, c.id) > (:at::timestamptz, :after::uuid))
                order by c.created_at, c.id limit :most
                """)
        .bind("org", organization)
        .bind("at", after == null ? null : after.at().atOffset(ZoneOffset.UTC))
        .bind("after", after == null ? null : after.id())
        .bind("most", cursor.limit() + 1)
        .map((row, context) -> view(row, server))
        .list();
  }

  static WhatsAppAccountView read(Handle handle, UUID organization, UUID id, String server) {
    return handle
        .createQuery(SELECT + "and c.id = :id")
        .bind("org", organization)
        .bind("id", id)
        .map((row, context) -> view(row, server))
        .findOne()
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
  }

  /** Lets nobody else change a number until the transaction's end. */
  static void lock(Handle handle, UUID organization, UUID id) {
    handle
        .createQuery("select id from channels where org_id = :org and id = :id for update")
        .bind("org", organization)
        .bind("id", id)
        .mapTo(UUID.class)
        .findOne();
  }

  /**
   * Our id of a number that is or was connected here, so that what was said there stays with it.
   */
  static Optional<UUID> known(Handle handle, UUID organization, String phoneNumberId) {
    return handle
        .createQuery(
            """
            select id from channels
            where org_id = :org and kind = 'whatsapp' and account = :account
            order by created_at, id limit 1
            """)
        .bind("org", organization)
        .bind("account", phoneNumberId)
        .mapTo(UUID.class)
        .findOne();
  }

  static boolean isBot(Handle handle, UUID organization, UUID bot) {
    return handle
        .createQuery(
            "select exists (select from bots where org_id = :org and id = :id and deleted_at is null)")
        .bind("org", organization)
        .bind("id", bot)
        .mapTo(Boolean.class)
        .one();
  }

  private static WhatsAppAccountView view(ResultSet row, String server) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    return new WhatsAppAccountView(
        id,
        row.getString("display_name"),
        row.getString("provider"),
        row.getString("account"),
        row.getString("business_account_id"),
        row.getObject("bot_id", UUID.class),
        row.getBoolean("token"),
        row.getBoolean("secret"),
        server + "/api/webhooks/whatsapp/" + id,
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }
}
