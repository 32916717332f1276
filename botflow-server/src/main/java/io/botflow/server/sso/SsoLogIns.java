package io.botflow.server.sso;

import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import io.botflow.server.api.Answer;
import io.botflow.server.api.Call;
import io.botflow.server.api.Refusal;
import io.botflow.server.api.Role;
import io.botflow.server.audit.AuditLog;
import io.botflow.server.config.ApiConfig;
import io.botflow.server.config.HttpConfig;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.identity.EmailAddress;
import io.botflow.server.identity.OutsideLogIns;
import io.botflow.server.organization.PlanLimits;
import io.botflow.server.secret.Cell;
import io.botflow.server.secret.Secrets;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs people in whom their organisation's provider knows. A provider speaks for the addresses of
 * the one domain that its organisation has proved, and for no others: so it can take over nobody
 * else's account. Whom it means by a subject stays the same person, whatever becomes of the
 * address.
 */
final class SsoLogIns {
  private static final Logger LOG = LoggerFactory.getLogger(SsoLogIns.class);
  private static final int MOST_NAME = 100;

  private final Transactions identity;
  private final Transactions api;
  private final Secrets secrets;
  private final Provider provider;
  private final OutsideLogIns people;
  private final AuditLog audit;
  private final URI back;

  @Inject
  SsoLogIns(
      Databases databases,
      Secrets secrets,
      Provider provider,
      OutsideLogIns people,
      AuditLog audit,
      ApiConfig config,
      HttpConfig http) {
    this.identity = databases.identity();
    this.api = databases.api();
    this.secrets = secrets;
    this.provider = provider;
    this.people = people;
    this.audit = audit;
    String own =
        config.publicUrl() == null ? "http://localhost:" + http.port() : config.publicUrl();
    this.back = URI.create(own + SsoPage.PATH);
  }

  /** Where a browser goes for a person's log-in, and what it keeps until it comes back. */
  record Departure(URI to, String browser) {}

  Departure begin(String address) {
    String email = EmailAddress.normal(address);
    String domain = email.substring(email.indexOf('@') + 1);
    Connection connection =
        identity
            .outside(handle -> SsoTable.ofDomain(handle, domain))
            .orElseThrow(() -> new Refusal(ErrorCode.NO_SSO));
    SsoTable.Begun begun = SsoTable.Begun.make();
    try {
      URI to =
          Provider.authorization(
              provider.discover(connection.issuer()), connection.clientId(), back, begun, email);
      identity.<Boolean>outside(
          handle -> {
            SsoTable.keep(handle, begun, connection.organization());
            return true;
          });
      return new Departure(to, begun.browser());
    } catch (Provider.Unusable e) {
      throw failed(connection.organization(), String.valueOf(e.getMessage()));
    }
  }

  /**
   * Logs in whoever came back.
   *
   * @param browser what the browser kept; null for nothing
   */
  Answer complete(String code, String state, @Nullable String browser, Call call) {
    SsoTable.Waiting waiting =
        browser == null
            ? null
            : identity.outside(handle -> SsoTable.take(handle, state, browser)).orElse(null);
    if (waiting == null) {
      throw new Refusal(ErrorCode.INVALID_TOKEN);
    }
    UUID organization = waiting.organization();
    Connection connection =
        identity
            .outside(handle -> SsoTable.of(handle, organization))
            .filter(found -> found.provedAt() != null)
            .orElseThrow(() -> new Refusal(ErrorCode.NO_SSO));
    IDTokenClaimsSet claims;
    try {
      claims = provider.redeem(connection, secret(connection), code, back, waiting);
    } catch (Provider.Unusable e) {
      throw failed(organization, String.valueOf(e.getMessage()));
    }
    UUID user = person(connection, claims, call);
    join(connection, user, role(connection, claims), call);
    return people.opened(user, organization, call);
  }

  private String secret(Connection connection) {
    return secrets.open(cell(connection.organization()), connection.sealedSecret());
  }

  static Cell cell(UUID organization) {
    return new Cell(organization, "sso_connections", "client_secret", organization.toString());
  }

  private UUID person(Connection connection, IDTokenClaimsSet claims, Call call) {
    UUID organization = connection.organization();
    String address = claims.getStringClaim("email");
    boolean proved =
        address != null
            && EmailAddress.isValid(address)
            && Boolean.TRUE.equals(claims.getBooleanClaim("email_verified"))
            && EmailAddress.normal(address).endsWith("@" + connection.domain());
    if (address == null || !proved) {
      throw failed(organization, "the address is not proved, or not of the domain");
    }
    String subject = claims.getSubject().getValue();
    UUID known =
        identity
            .outside(
                handle ->
                    Optional.ofNullable(
                        SsoTable.known(handle, organization, connection.issuer(), subject)))
            .orElse(null);
    if (known != null) {
      return known;
    }
    UUID user = people.withAddress(address, name(claims, address), call);
    if (!identity.outside(
        handle -> SsoTable.link(handle, organization, connection.issuer(), subject, user))) {
      throw failed(organization, "the address belongs to another subject of the provider");
    }
    return user;
  }

  private static String name(IDTokenClaimsSet claims, String address) {
    String said = claims.getStringClaim("name");
    String name = said == null ? "" : said.replaceAll("\\p{Cntrl}", " ").strip();
    String usable = name.isEmpty() ? address : name;
    return usable.length() > MOST_NAME ? usable.substring(0, MOST_NAME) : usable;
  }

  private static String role(Connection connection, IDTokenClaimsSet claims) {
    String claim = connection.roleClaim();
    Object said = claim == null ? null : claims.getClaim(claim);
    List<?> values = said instanceof List<?> list ? list : said == null ? List.of() : List.of(said);
    // Of several, the one that may the most.
    return values.stream()
        .map(value -> connection.roles().get(value.toString()))
        .filter(Objects::nonNull)
        .map(Role::of)
        .max(Comparator.naturalOrder())
        .map(Role::text)
        .orElse(connection.usualRole());
  }

  /** Joins; who is a member already stays what they are. */
  private void join(Connection connection, UUID user, String role, Call call) {
    UUID organization = connection.organization();
    api.<Boolean>in(
        organization,
        handle -> {
          if (isMember(handle, organization, user)) {
            return false;
          }
          PlanLimits.MEMBERS.expectRoom(handle, organization);
          handle
              .createUpdate(
                  """
                  insert into memberships (org_id, user_id, role) values (:org, :user, :role)
                  on conflict do nothing
                  """)
              .bind("org", organization)
              .bind("user", user)
              .bind("role", role)
              .execute();
          audit.write(
              handle, organization, call, "member.joined", user, Map.of("by", "sso", "role", role));
          return true;
        });
  }

  private static boolean isMember(Handle handle, UUID organization, UUID user) {
    return handle
        .createQuery(
            "select exists (select from memberships where org_id = :org and user_id = :user)")
        .bind("org", organization)
        .bind("user", user)
        .mapTo(Boolean.class)
        .one();
  }

  private static Refusal failed(UUID organization, String why) {
    LOG.warn("Single sign-on of organization {} failed: {}", organization, why);
    return new Refusal(ErrorCode.SSO_FAILED);
  }
}
