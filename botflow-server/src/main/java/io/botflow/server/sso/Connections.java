package io.botflow.server.sso;

import io.botflow.server.api.Call;
import io.botflow.server.api.Refusal;
import io.botflow.server.api.Role;
import io.botflow.server.audit.AuditLog;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.identity.OneTimeToken;
import io.botflow.server.secret.Secrets;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The providers of organisations, as their administrators set them up. */
final class Connections {
  private final Transactions api;
  private final Transactions identity;
  private final Secrets secrets;
  private final Provider provider;
  private final DomainRecords records;
  private final AuditLog audit;

  @Inject
  Connections(
      Databases databases,
      Secrets secrets,
      Provider provider,
      DomainRecords records,
      AuditLog audit) {
    this.api = databases.api();
    this.identity = databases.identity();
    this.secrets = secrets;
    this.provider = provider;
    this.records = records;
    this.audit = audit;
  }

  Connection read(UUID organization) {
    return api.in(organization, handle -> read(handle, organization));
  }

  private static Connection read(Handle handle, UUID organization) {
    return SsoTable.of(handle, organization).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
  }

  /** Sets the provider, which has to answer as one. */
  Connection put(Call call, ConnectionRoutes.NewConnection input) {
    UUID organization = call.organization();
    String usual = input.usualRole() == null ? Role.VIEWER.text() : input.usualRole();
    Map<String, String> roles = input.roles() == null ? Map.of() : input.roles();
    Set<String> given = new HashSet<>(roles.values());
    given.add(usual);
    Role own = call.seat().role();
    if (own == null || !given.stream().map(Role::of).allMatch(own::includes)) {
      throw new Refusal(ErrorCode.FORBIDDEN);
    }
    try {
      provider.discover(input.issuer());
    } catch (Provider.Unusable e) {
      throw Refusal.of("/issuer", "is no provider: " + e.getMessage());
    }
    Connection made =
        new Connection(
            organization,
            input.issuer(),
            input.clientId(),
            secrets.seal(SsoLogIns.cell(organization), input.clientSecret()),
            input.domain().toLowerCase(Locale.ROOT),
            OneTimeToken.make().text(),
            null,
            usual,
            input.roleClaim(),
            roles);
    return api.in(
        organization,
        handle -> {
          SsoTable.put(handle, made);
          audit.write(
              handle,
              organization,
              call,
              "sso.set",
              null,
              Map.of("issuer", made.issuer(), "domain", made.domain()));
          return read(handle, organization);
        });
  }

  /** Looks whether the domain has the record that shows whose it is. */
  Connection prove(Call call) {
    UUID organization = call.organization();
    Connection connection = read(organization);
    if (!records.texts(connection.domain()).contains(DomainRecords.PREFIX + connection.proof())) {
      throw new Refusal(ErrorCode.DOMAIN_NOT_PROVED);
    }
    boolean taken =
        identity
            .outside(handle -> SsoTable.ofDomain(handle, connection.domain()))
            .filter(other -> !other.organization().equals(organization))
            .isPresent();
    if (taken) {
      throw new Refusal(ErrorCode.CONFLICT);
    }
    return api.in(
        organization,
        handle -> {
          handle
              .createUpdate(
                  """
                  update sso_connections set proved_at = now(), updated_at = now()
                  where org_id = :org and domain = :domain and proved_at is null
                  """)
              .bind("org", organization)
              .bind("domain", connection.domain())
              .execute();
          audit.write(
              handle,
              organization,
              call,
              "sso.domain-proved",
              null,
              Map.of("domain", connection.domain()));
          return read(handle, organization);
        });
  }

  void remove(Call call) {
    UUID organization = call.organization();
    api.<Boolean>in(
        organization,
        handle -> {
          call.expectSeen(read(handle, organization).view());
          handle
              .createUpdate("delete from sso_connections where org_id = :org")
              .bind("org", organization)
              .execute();
          audit.write(handle, organization, call, "sso.removed", null, Map.of());
          return true;
        });
  }
}
