package io.botflow.server.account;

import io.botflow.server.config.Secret;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Deployments.WhatsAppProvider;
import io.botflow.store.jdbc.Sealing;
import io.botflow.store.jdbc.Transactions;
import io.botflow.whatsapp.Endpoint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads connected accounts: first whose it is, then, as that organisation, the account. On the
 * connections for taking messages in, since those are quick.
 */
final class AccountTable {
  private final Transactions transactions;
  private final @Nullable Secret serversApp;
  private final Sealing sealing;

  /**
   * @param serversApp the secret of the app that numbers without one of their own belong to
   */
  AccountTable(Databases databases, @Nullable Secret serversApp, Sealing sealing) {
    this.transactions = databases.ingest();
    this.sealing = sealing;
    this.serversApp = serversApp;
  }

  private record Route(UUID organization, UUID channel) {}

  Optional<Account> byId(UUID id) {
    return route("channel_id = :key::uuid", id.toString()).flatMap(this::read);
  }

  Optional<Account> byAddress(String id) {
    return route("account = :key", id).flatMap(this::read);
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
                    select c.org_id, c.id, c.account, w.provider, w.business_account_id,
                      w.app_secret, w.webhook_verify_token, w.access_token
                    from whatsapp_accounts w
                    join channels c on c.org_id = w.org_id and c.id = w.id
                    where w.org_id = :org and w.id = :channel and w.status = 'active'
                    """)
                .bind("org", route.organization())
                .bind("channel", route.channel())
                .map((row, context) -> account(row))
                .findOne());
  }

  private Account account(ResultSet row) throws SQLException {
    Endpoint endpoint =
        row.getString("provider").equals(WhatsAppProvider.DIALOG_360.stored())
            ? Endpoint.DIALOG_360
            : Endpoint.META;
    return new Account(
        row.getObject("org_id", UUID.class),
        row.getObject("id", UUID.class),
        endpoint,
        row.getString("account"),
        row.getString("business_account_id"),
        appSecrets(endpoint, secret(row, "app_secret")),
        secret(row, "webhook_verify_token"),
        secret(row, "access_token"));
  }

  private List<Secret> appSecrets(Endpoint endpoint, @Nullable Secret own) {
    return switch (endpoint) {
      case META -> Stream.of(own == null ? serversApp : own).flatMap(Stream::ofNullable).toList();
      // Nothing of it is signed by Meta.
      case DIALOG_360 -> List.of();
    };
  }

  private @Nullable Secret secret(ResultSet row, String column) throws SQLException {
    String stored = row.getString(column);
    if (stored == null || stored.isEmpty()) {
      return null;
    }
    Sealing.Place place =
        new Sealing.Place(
            row.getObject("org_id", UUID.class),
            "whatsapp_accounts",
            column,
            row.getObject("id", UUID.class));
    return new Secret(sealing.open(place, stored));
  }
}
