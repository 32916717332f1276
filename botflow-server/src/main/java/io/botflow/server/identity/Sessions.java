package io.botflow.server.identity;

import io.botflow.server.api.Origin;
import io.botflow.server.api.Refusal;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.mail.MailKind;
import io.botflow.server.mail.Mailer;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Who is logged in, and on what. A session lives for 30 days at most and for 7 without use; its
 * refresh token is good once. One that comes twice is in two hands, so the session ends (RFC 9700,
 * 4.14.2). All of it is in the database: a restart forgets nothing.
 */
public final class Sessions {
  private final Transactions transactions;
  private final AccessTokens tokens;
  private final Mailer mailer;

  /** A session as its owner sees it. */
  record SessionView(
      UUID id,
      Instant createdAt,
      Instant usedAt,
      String address,
      String program,
      boolean current) {}

  /** What a client gets to go on with. */
  record Opened(String accessToken, OneTimeToken refreshToken) {}

  private record Row(UUID session, UUID user, @Nullable UUID organization) {}

  private sealed interface Use {
    record First(Opened opened) implements Use {}

    record Second(String email, String name, String language) implements Use {}

    record Unknown() implements Use {}
  }

  @Inject
  Sessions(Databases databases, AccessTokens tokens, Mailer mailer) {
    this.transactions = databases.identity();
    this.tokens = tokens;
    this.mailer = mailer;
  }

  /** A session in the organisation that the person was in last. */
  Opened open(Handle handle, UUID user, Origin origin) {
    return open(handle, user, null, origin);
  }

  /** A session in this organisation; null for the one that the person was in last. */
  Opened open(Handle handle, UUID user, @Nullable UUID organization, Origin origin) {
    handle
        .createUpdate("delete from user_sessions where user_id = :user and expires_at < now()")
        .bind("user", user)
        .execute();
    Row row =
        handle
            .createQuery(
                """
                insert into user_sessions (id, user_id, org_id, expires_at, address, program)
                values (:id, :user, coalesce(:org::uuid,
                  (select m.org_id from memberships m
                     join organizations o on o.id = m.org_id and o.closed_at is null
                     left join user_sessions s on s.user_id = m.user_id and s.org_id = m.org_id
                   where m.user_id = :user
                   order by s.used_at desc nulls last, m.created_at limit 1)),
                  now() + interval '30 days', :address, :program)
                returning id, user_id, org_id
                """)
            .bind("id", UUID.randomUUID())
            .bind("user", user)
            .bind("org", organization)
            .bind("address", origin.address())
            .bind("program", origin.program())
            .map(
                (found, context) ->
                    new Row(
                        found.getObject(1, UUID.class),
                        found.getObject(2, UUID.class),
                        found.getObject(3, UUID.class)))
            .one();
    return tokens(handle, row);
  }

  private Opened tokens(Handle handle, Row row) {
    OneTimeToken refresh = OneTimeToken.make();
    handle
        .createUpdate(
            """
            insert into refresh_tokens (token_hash, session_id, expires_at)
            values (:hash, :session, now() + interval '7 days')
            """)
        .bind("hash", refresh.hash())
        .bind("session", row.session())
        .execute();
    return new Opened(tokens.issue(row.user(), row.session(), row.organization()), refresh);
  }

  /**
   * Goes on with a session.
   *
   * @throws Refusal when the token is unknown, too old or was used before
   */
  Opened refresh(String token, Origin origin) {
    return switch (transactions.outside(handle -> use(handle, token, origin))) {
      case Use.First first -> first.opened();
      case Use.Second second -> {
        mailer.send(
            MailKind.STOLEN,
            second.language(),
            second.email(),
            Map.of("name", second.name(), "link", mailer.link("forgot-password", "")));
        throw new Refusal(ErrorCode.SESSION_ENDED);
      }
      case Use.Unknown ignored -> throw new Refusal(ErrorCode.SESSION_ENDED);
    };
  }

  private Use use(Handle handle, String token, Origin origin) {
    byte[] hash = OneTimeToken.hash(token);
    Row row =
        handle
            .createQuery(
                """
                with used as (
                  update refresh_tokens set used_at = now()
                  where token_hash = :hash and used_at is null and expires_at > now()
                  returning session_id)
                update user_sessions s set used_at = now(), address = :address, program = :program
                from used where s.id = used.session_id and s.expires_at > now()
                returning s.id, s.user_id, s.org_id
                """)
            .bind("hash", hash)
            .bind("address", origin.address())
            .bind("program", origin.program())
            .map(
                (found, context) ->
                    new Row(
                        found.getObject(1, UUID.class),
                        found.getObject(2, UUID.class),
                        found.getObject(3, UUID.class)))
            .findOne()
            .orElse(null);
    return row == null ? second(handle, hash, origin) : new Use.First(tokens(handle, row));
  }

  private static Use second(Handle handle, byte[] hash, Origin origin) {
    return handle
        .createQuery(
            """
            with ended as (
              delete from user_sessions s using refresh_tokens r
              where r.token_hash = :hash and r.used_at is not null and s.id = r.session_id
              returning s.user_id)
            select u.id, u.email, u.name, u.language from users u join ended on ended.user_id = u.id
            """)
        .bind("hash", hash)
        .map(
            (row, context) -> {
              AccountLog.write(handle, row.getObject(1, UUID.class), "session.stolen", origin);
              return (Use) new Use.Second(row.getString(2), row.getString(3), row.getString(4));
            })
        .findOne()
        .orElseGet(Use.Unknown::new);
  }

  /** An access token for the same session in another organisation, which it stays in. */
  public String enter(UUID user, UUID session, UUID organization) {
    transactions.outside(
        handle ->
            handle
                .createUpdate(
                    "update user_sessions set org_id = :org where id = :session and user_id = :user")
                .bind("org", organization)
                .bind("session", session)
                .bind("user", user)
                .execute());
    return tokens.issue(user, session, organization);
  }

  List<SessionView> list(UUID user, UUID current) {
    return transactions.outside(
        handle ->
            handle
                .createQuery(
                    """
                    select id, created_at, used_at, address, program from user_sessions
                    where user_id = :user and expires_at > now() order by used_at desc limit 100
                    """)
                .bind("user", user)
                .map(
                    (row, context) -> {
                      UUID id = row.getObject(1, UUID.class);
                      return new SessionView(
                          id,
                          row.getObject(2, OffsetDateTime.class).toInstant(),
                          row.getObject(3, OffsetDateTime.class).toInstant(),
                          row.getString(4),
                          row.getString(5),
                          id.equals(current));
                    })
                .list());
  }

  /** Ends a session of a person; false where there is none. */
  static boolean end(Handle handle, UUID user, UUID session) {
    return handle
            .createUpdate("delete from user_sessions where id = :session and user_id = :user")
            .bind("session", session)
            .bind("user", user)
            .execute()
        == 1;
  }

  /**
   * Ends the sessions of a person.
   *
   * @param but one that stays; null for none
   */
  static void endAll(Handle handle, UUID user, @Nullable UUID but) {
    handle
        .createUpdate(
            """
            delete from user_sessions
            where user_id = :user and (:but::uuid is null or id <> :but::uuid)
            """)
        .bind("user", user)
        .bind("but", but)
        .execute();
  }
}
