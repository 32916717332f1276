package io.botflow.server.apikey;

import io.botflow.server.api.Call;
import io.botflow.server.api.Refusal;
import io.botflow.server.audit.AuditLog;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.identity.OneTimeToken;
import io.botflow.server.organization.PlanLimits;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The API keys of organisations. A key is shown once and kept as its hash. */
final class ApiKeys {
  private static final String SELECT =
      """
      select id, name, last_four, scopes, created_by, created_at, expires_at, last_used_at, replaced_by
      from api_keys where org_id = :org
      """;

  /** What lives longer is better made without an end. */
  private static final Duration LONGEST_LIFE = Duration.ofDays(3_650);

  private final Transactions transactions;
  private final AuditLog audit;
  private final InstantSource clock;

  /**
   * A key as everybody may see it.
   *
   * @param hint the prefix and the last four characters
   */
  record KeyView(
      UUID id,
      String name,
      String hint,
      List<String> scopes,
      @Nullable UUID createdBy,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant lastUsedAt,
      @Nullable UUID replacedBy) {}

  /** A key that was just made; this is the only time that it is shown. */
  record NewKeyView(String key, KeyView details) {
    @Override
    public String toString() {
      return "NewKeyView[" + details.id() + "]";
    }
  }

  @Inject
  ApiKeys(Databases databases, AuditLog audit, InstantSource clock) {
    this.transactions = databases.api();
    this.audit = audit;
    this.clock = clock;
  }

  List<KeyView> list(UUID organization) {
    return transactions.in(
        organization,
        handle ->
            handle
                .createQuery(SELECT + "order by created_at, id limit 1000")
                .bind("org", organization)
                .map((row, context) -> view(row))
                .list());
  }

  KeyView read(UUID organization, UUID id) {
    return transactions.in(organization, handle -> read(handle, organization, id));
  }

  private static KeyView read(Handle handle, UUID organization, UUID id) {
    return handle
        .createQuery(SELECT + "and id = :id")
        .bind("org", organization)
        .bind("id", id)
        .map((row, context) -> view(row))
        .findOne()
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
  }

  private static KeyView view(ResultSet row) throws SQLException {
    return new KeyView(
        row.getObject("id", UUID.class),
        row.getString("name"),
        KeyText.PREFIX + "…" + row.getString("last_four"),
        Arrays.asList((String[]) row.getArray("scopes").getArray()),
        row.getObject("created_by", UUID.class),
        time(row, "created_at").orElseThrow(),
        time(row, "expires_at").orElse(null),
        time(row, "last_used_at").orElse(null),
        row.getObject("replaced_by", UUID.class));
  }

  private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  NewKeyView make(Call call, String name, List<String> scopes, @Nullable Instant expiresAt) {
    if (expiresAt != null && !isSoonEnough(expiresAt)) {
      throw Refusal.of(
          "/expiresAt", "has to be within the next %d days".formatted(LONGEST_LIFE.toDays()));
    }
    UUID organization = call.organization();
    return transactions.in(
        organization,
        handle -> {
          PlanLimits.API_KEYS.expectRoom(handle, organization);
          NewKeyView made = insert(handle, call, name, scopes, expiresAt);
          audit.write(
              handle,
              organization,
              call,
              "key.made",
              made.details().id(),
              Map.of("name", name, "scopes", String.join(" ", scopes)));
          return made;
        });
  }

  private boolean isSoonEnough(Instant end) {
    Instant now = clock.instant();
    return end.isAfter(now) && end.isBefore(now.plus(LONGEST_LIFE));
  }

  private static NewKeyView insert(
      Handle handle, Call call, String name, List<String> scopes, @Nullable Instant expiresAt) {
    String key = KeyText.make();
    UUID id = UUID.randomUUID();
    handle
        .createUpdate(
            """
            insert into api_keys (org_id, id, name, last_four, hash, scopes, created_by, expires_at)
            values (:org, :id, :name, :last, :hash, :scopes, :by, :expires::timestamptz)
            """)
        .bind("org", call.organization())
        .bind("id", id)
        .bind("name", name)
        .bind("last", key.substring(key.length() - 4))
        .bind("hash", OneTimeToken.hash(key))
        .bindArray("scopes", String.class, scopes)
        .bind("by", call.person().id())
        .bind("expires", expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC))
        .execute();
    return new NewKeyView(key, read(handle, call.organization(), id));
  }

  /** Makes a key in place of another, which stays good for a while. */
  NewKeyView rotate(Call call, UUID id, int overlapMinutes) {
    UUID organization = call.organization();
    return transactions.in(
        organization,
        handle -> {
          KeyView old = locked(handle, call, id);
          if (old.replacedBy() != null || isOver(handle, call, id)) {
            throw new Refusal(ErrorCode.CONFLICT);
          }
          NewKeyView made = insert(handle, call, old.name(), old.scopes(), old.expiresAt());
          handle
              .createUpdate(
                  """
                  update api_keys set replaced_by = :by, expires_at = least(expires_at,
                    now() + make_interval(mins => :minutes))
                  where org_id = :org and id = :id
                  """)
              .bind("by", made.details().id())
              .bind("minutes", overlapMinutes)
              .bind("org", organization)
              .bind("id", id)
              .execute();
          audit.write(
              handle,
              organization,
              call,
              "key.rotated",
              id,
              Map.of("by", made.details().id().toString()));
          return made;
        });
  }

  private static boolean isOver(Handle handle, Call call, UUID id) {
    return handle
        .createQuery(
            "select coalesce(expires_at <= now(), false) from api_keys where org_id = :org and id = :id")
        .bind("org", call.organization())
        .bind("id", id)
        .mapTo(Boolean.class)
        .one();
  }

  void revoke(Call call, UUID id) {
    UUID organization = call.organization();
    transactions.<Boolean>in(
        organization,
        handle -> {
          KeyView key = locked(handle, call, id);
          handle
              .createUpdate("delete from api_keys where org_id = :org and id = :id")
              .bind("org", organization)
              .bind("id", id)
              .execute();
          audit.write(handle, organization, call, "key.revoked", id, Map.of("name", key.name()));
          return true;
        });
  }

  private static KeyView locked(Handle handle, Call call, UUID id) {
    handle
        .createQuery("select id from api_keys where org_id = :org and id = :id for update")
        .bind("org", call.organization())
        .bind("id", id)
        .mapTo(UUID.class)
        .findOne();
    KeyView key = read(handle, call.organization(), id);
    call.expectSeen(key);
    return key;
  }
}
