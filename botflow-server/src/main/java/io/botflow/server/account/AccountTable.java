package io.botflow.server.account;

import io.botflow.server.config.Secret;
import io.botflow.store.jdbc.Databases;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads connected accounts. On the connections for taking messages in, since those are quick. */
final class AccountTable {
  private static final String ACCOUNT =
      """
      select c.org_id, c.id, c.account, w.app_secret, w.webhook_verify_token, w.access_token
      from whatsapp_accounts w
      join channels c on c.org_id = w.org_id and c.id = w.id
      """;

  private final Jdbi jdbi;

  AccountTable(Databases databases) {
    this.jdbi = Jdbi.create(databases.ingest());
  }

  Optional<Account> byId(UUID id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    ACCOUNT + "where c.kind = 'whatsapp' and w.status = 'active' and c.id = :id")
                .bind("id", id)
                .map((row, context) -> account(row))
                .findOne());
  }

  Optional<Account> byNumber(String phoneNumberId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    ACCOUNT
                        + """
                        join channel_routes r on r.org_id = c.org_id and r.channel_id = c.id
                        where r.kind = 'whatsapp' and r.account = :number and w.status = 'active'
                        """)
                .bind("number", phoneNumberId)
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
