package io.botflow.server.sso;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.botflow.server.identity.OneTimeToken;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Connections, and the log-ins that are at a provider. */
final class SsoTable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> ROLES = new TypeReference<>() {};

  private SsoTable() {}

  /** A log-in that begins: all random. */
  record Begun(String state, String browser, String nonce, String verifier) {
    static Begun make() {
      return new Begun(
          OneTimeToken.make().text(),
          OneTimeToken.make().text(),
          OneTimeToken.make().text(),
          OneTimeToken.make().text());
    }

    @Override
    public String toString() {
      return "Begun";
    }
  }

  /** A log-in that came back. */
  record Waiting(UUID organization, String nonce, String verifier) {
    @Override
    public String toString() {
      return "Waiting";
    }
  }

  static Optional<Connection> of(Handle handle, UUID organization) {
    return find(handle, "org_id = :org", "org", organization);
  }

  /** The one that speaks for a domain, of an organisation that is open. */
  static Optional<Connection> ofDomain(Handle handle, String domain) {
    return find(
        handle,
        """
        proved_at is not null and domain = :domain
          and exists (select from organizations o where o.id = org_id and o.closed_at is null)
        """,
        "domain",
        domain);
  }

  private static Optional<Connection> find(
      Handle handle, String condition, String name, Object value) {
    return handle
        .createQuery("select *, roles::text as roles_text from sso_connections where " + condition)
        .bind(name, value)
        .map((row, context) -> connection(row))
        .findOne();
  }

  private static Connection connection(ResultSet row) throws SQLException {
    OffsetDateTime proved = row.getObject("proved_at", OffsetDateTime.class);
    try {
      return new Connection(
          row.getObject("org_id", UUID.class),
          row.getString("issuer"),
          row.getString("client_id"),
          row.getString("client_secret"),
          row.getString("domain"),
          row.getString("proof"),
          proved == null ? null : proved.toInstant(),
          row.getString("usual_role"),
          row.getString("role_claim"),
          JSON.readValue(row.getString("roles_text"), ROLES));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database holds no roles", e);
    }
  }

  /** Puts it in place of the one before; another domain has to be proved anew. */
  static void put(Handle handle, Connection connection) {
    handle
        .createUpdate(
            """
            insert into sso_connections as c (org_id, issuer, client_id, client_secret, domain, proof,
              usual_role, role_claim, roles)
            values (:org, :issuer, :client, :secret, :domain, :proof, :role, :claim, :roles::jsonb)
            on conflict (org_id) do update set
              issuer = excluded.issuer, client_id = excluded.client_id,
              client_secret = excluded.client_secret, domain = excluded.domain,
              proof = case when c.domain = excluded.domain then c.proof else excluded.proof end,
              proved_at = case when c.domain = excluded.domain then c.proved_at end,
              usual_role = excluded.usual_role, role_claim = excluded.role_claim,
              roles = excluded.roles, updated_at = now()
            """)
        .bind("org", connection.organization())
        .bind("issuer", connection.issuer())
        .bind("client", connection.clientId())
        .bind("secret", connection.sealedSecret())
        .bind("domain", connection.domain())
        .bind("proof", connection.proof())
        .bind("role", connection.usualRole())
        .bind("claim", connection.roleClaim())
        .bind("roles", JSON.valueToTree(connection.roles()).toString())
        .execute();
  }

  static void keep(Handle handle, Begun begun, UUID organization) {
    handle.execute("delete from sso_logins where expires_at < now()");
    handle
        .createUpdate(
            """
            insert into sso_logins (state_hash, browser_hash, org_id, nonce, verifier, expires_at)
            values (:state, :browser, :org, :nonce, :verifier, now() + interval '10 minutes')
            """)
        .bind("state", OneTimeToken.hash(begun.state()))
        .bind("browser", OneTimeToken.hash(begun.browser()))
        .bind("org", organization)
        .bind("nonce", begun.nonce())
        .bind("verifier", begun.verifier())
        .execute();
  }

  /** Takes a log-in, once, if it is this browser's. */
  static Optional<Waiting> take(Handle handle, String state, String browser) {
    return handle
        .createQuery(
            """
            with taken as (
              delete from sso_logins where state_hash = :state and browser_hash = :browser returning *)
            select org_id, nonce, verifier from taken where expires_at > now()
            """)
        .bind("state", OneTimeToken.hash(state))
        .bind("browser", OneTimeToken.hash(browser))
        .map(
            (row, context) ->
                new Waiting(row.getObject(1, UUID.class), row.getString(2), row.getString(3)))
        .findOne();
  }

  /** Whom a provider meant before; null for nobody. */
  static @Nullable UUID known(Handle handle, UUID organization, String issuer, String subject) {
    return handle
        .createQuery(
            """
            select user_id from sso_identities
            where org_id = :org and issuer = :issuer and subject = :subject
            """)
        .bind("org", organization)
        .bind("issuer", issuer)
        .bind("subject", subject)
        .mapTo(UUID.class)
        .findOne()
        .orElse(null);
  }

  /** Keeps whom a provider means; false where it meant somebody else by this account before. */
  static boolean link(Handle handle, UUID organization, String issuer, String subject, UUID user) {
    return handle
            .createUpdate(
                """
                insert into sso_identities (org_id, issuer, subject, user_id)
                values (:org, :issuer, :subject, :user) on conflict do nothing
                """)
            .bind("org", organization)
            .bind("issuer", issuer)
            .bind("subject", subject)
            .bind("user", user)
            .execute()
        == 1;
  }
}
