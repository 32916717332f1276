package io.botflow.server.simulator;

import io.botflow.server.api.Call;
import io.botflow.server.api.Refusal;
import io.botflow.server.audit.AuditLog;
import io.botflow.server.config.ApiConfig;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.identity.OneTimeToken;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Links by which anybody tries a bot; at most one of each bot. Thread-safe; blocks. */
final class TestLinks {
  private final Transactions api;
  private final Transactions identity;
  private final AuditLog audit;
  private final @Nullable String publicUrl;

  @Inject
  TestLinks(Databases databases, AuditLog audit, ApiConfig config) {
    this.api = databases.api();
    this.identity = databases.identity();
    this.audit = audit;
    this.publicUrl = config.publicUrl();
  }

  record LinkView(Instant createdAt) {}

  /**
   * A link as it is shown once.
   *
   * @param path with the token behind the {@code #}, which browsers send to no server
   * @param url the same from {@code http.public_url}; null where that is not set
   */
  record NewLink(String path, @Nullable String url) {
    @Override
    public String toString() {
      return "NewLink";
    }
  }

  /** What a link leads to. */
  record Target(UUID organization, UUID bot) {}

  LinkView read(UUID organization, UUID bot) {
    return api.in(
        organization,
        handle ->
            handle
                .createQuery(
                    "select created_at from test_links where org_id = :org and bot_id = :bot")
                .bind("org", organization)
                .bind("bot", bot)
                .mapTo(OffsetDateTime.class)
                .findOne()
                .map(at -> new LinkView(at.toInstant()))
                .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND)));
  }

  /** Makes a link; the one before leads nowhere any more. */
  NewLink make(Call call, UUID bot) {
    OneTimeToken token = OneTimeToken.make();
    UUID organization = call.organization();
    api.<Boolean>in(
        organization,
        handle -> {
          int made =
              handle
                  .createUpdate(
                      """
                      insert into test_links (org_id, bot_id, hash)
                      select org_id, id, :hash from bots
                      where org_id = :org and id = :bot and deleted_at is null
                      on conflict (org_id, bot_id) do update
                        set hash = excluded.hash, created_at = now()
                      """)
                  .bind("org", organization)
                  .bind("bot", bot)
                  .bind("hash", token.hash())
                  .execute();
          if (made == 0) {
            throw new Refusal(ErrorCode.NOT_FOUND);
          }
          audit.write(handle, organization, call, "bot.test-link-made", bot, Map.of());
          return true;
        });
    String path = "/try#" + token.text();
    return new NewLink(path, publicUrl == null ? null : publicUrl + path);
  }

  void revoke(Call call, UUID bot) {
    UUID organization = call.organization();
    api.<Boolean>in(
        organization,
        handle -> {
          int gone =
              handle
                  .createUpdate("delete from test_links where org_id = :org and bot_id = :bot")
                  .bind("org", organization)
                  .bind("bot", bot)
                  .execute();
          if (gone == 0) {
            throw new Refusal(ErrorCode.NOT_FOUND);
          }
          audit.write(handle, organization, call, "bot.test-link-revoked", bot, Map.of());
          return true;
        });
  }

  /**
   * Where a link leads.
   *
   * @throws Refusal when it leads nowhere, or no longer
   */
  Target follow(String token) {
    return identity.outside(
        handle ->
            handle
                .createQuery(
                    """
                    select l.org_id, l.bot_id from test_links l
                    join organizations o on o.id = l.org_id and o.closed_at is null
                    where l.hash = :hash
                    """)
                .bind("hash", OneTimeToken.hash(token))
                .map(
                    (row, context) ->
                        new Target(
                            row.getObject("org_id", UUID.class),
                            row.getObject("bot_id", UUID.class)))
                .findOne()
                .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND)));
  }

  /**
   * The name of a bot that is not deleted.
   *
   * @throws Refusal when there is none
   */
  String nameOf(Target target) {
    return api.in(
        target.organization(),
        handle ->
            handle
                .createQuery(
                    "select name from bots where org_id = :org and id = :bot and deleted_at is null")
                .bind("org", target.organization())
                .bind("bot", target.bot())
                .mapTo(String.class)
                .findOne()
                .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND)));
  }
}
