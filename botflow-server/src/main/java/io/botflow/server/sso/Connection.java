package io.botflow.server.sso;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An organisation's provider.
 *
 * @param sealedSecret of the client, as the database has it
 * @param proof the record by which the domain shows that it is the organisation's
 * @param provedAt null as long as it has not; nobody logs in until then
 * @param usualRole of those who join
 * @param roleClaim the claim of the token that says another; null for none
 * @param roles of those who join, by a value of that claim
 */
record Connection(
    UUID organization,
    String issuer,
    String clientId,
    String sealedSecret,
    String domain,
    String proof,
    @Nullable Instant provedAt,
    String usualRole,
    @Nullable String roleClaim,
    Map<String, String> roles) {
  /** Copies the roles. */
  Connection {
    roles = Map.copyOf(roles);
  }

  /** As administrators see it, without the secret. */
  record View(
      String issuer,
      String clientId,
      String domain,
      String record,
      @Nullable Instant provedAt,
      String usualRole,
      @Nullable String roleClaim,
      Map<String, String> roles) {}

  View view() {
    return new View(
        issuer,
        clientId,
        domain,
        DomainRecords.PREFIX + proof,
        provedAt,
        usualRole,
        roleClaim,
        roles);
  }

  @Override
  public String toString() {
    return "Connection[" + organization + "]";
  }
}
