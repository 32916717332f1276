package io.botflow.server.account;

import io.botflow.server.config.Secret;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads connected accounts: first whose it is, then, as that organisation, the account. On the
 * connections for taking messages in, since those are quick.
 */
final class AccountTable {
  private final Transactions transactions;

  AccountTable(Databases databases) {
    this.transactions = databases.ingest();
  }

  private record Route(UUID organization, UUID channel) {}

  Optional<Account> byId(UUID id) {
    return route("channel_id = :key::uuid", id.toString()).flatMap(this::read);
  }

  Optional<Account> byNumber(String phoneNumberId) {
    return route("account = :key", phoneNumberId).flatMap(this::read);
  }

  private Optional<Route> route(String condition, String key) {
    return transactions.outside(
        handle ->
            handle
                .createQuery(
                    "select org_id, channel_id from channel_routes where kind = 'whatsapp' and "
                        + condition)
                .bind("key", key)
                .map(
                    (row, context) ->
                        new Route(
                            row.getObject("org_id", UUID.class),
                            row.getObject("channel_id", UUID.class)))
                .findFirst());
  }

  private Optional<Account> read(Route route) {
    return transactions.in(
        route.organization(),
        handle ->
            handle
                .createQuery(
                    """
                    select c.org_id, c.id, c.account, w.app_secret, w.webhook_verify_token,
                      w.access_token
                    from whatsapp_accounts w
                    join channels c on c.org_id = w.org_id and c.id = w.id
                    where w.org_id = :org and w.id = :channel and w.status = 'active'
                    """)
                .bind("org", route.organization())
                .bind("channel", route.channel())
                .map((row, context) -> account(row))
                .findOne());
  }

  private static Account account(ResultSet row) throws SQLException {
    Secret appSecret = secret(row.getString("app_secret"));
    return new Account(
        row.getObject("org_id", UUID.class),
        row.getObject("id", UUID.class),
        row.getString("account"),
        appSecret == null ? List.of() : List.of(appSecret),
        secret(row.getString("webhook_verify_token")),
        secret(row.getString("access_token")));
  }

  private static @Nullable Secret secret(@Nullable String value) {
    return value == null || value.isEmpty() ? null : new Secret(value);
  }
}
