package io.botflow.server.organization;

import io.botflow.server.api.Call;
import io.botflow.server.api.Refusal;
import io.botflow.server.api.Role;
import io.botflow.server.audit.AuditLog;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.identity.EmailAddress;
import io.botflow.server.identity.OneTimeToken;
import io.botflow.server.mail.MailKind;
import io.botflow.server.mail.Mailer;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Invitations to join, each bound to an address: a link that was passed on is of use to nobody
 * else, since an account has only addresses that were proved.
 */
final class Invitations {
  private final Transactions api;
  private final Transactions identity;
  private final AuditLog audit;
  private final Mailer mailer;

  /** An invitation that waits. */
  record InvitationView(UUID id, String email, String role, Instant createdAt, Instant expiresAt) {}

  @Inject
  Invitations(Databases databases, AuditLog audit, Mailer mailer) {
    this.api = databases.api();
    this.identity = databases.identity();
    this.audit = audit;
    this.mailer = mailer;
  }

  /** Invites; a second invitation of the same address takes the place of the first. */
  InvitationView invite(Call call, String address, Role role) {
    mailer.expectReady();
    Members.expectNotAbove(call, role);
    UUID organization = call.organization();
    String email = EmailAddress.normal(address);
    OneTimeToken token = OneTimeToken.make();
    InvitationView made =
        api.in(
            organization,
            handle -> {
              handle
                  .createUpdate("delete from invitations where org_id = :org and email = :email")
                  .bind("org", organization)
                  .bind("email", email)
                  .execute();
              PlanLimits.MEMBERS.expectRoom(handle, organization);
              if (isMember(handle, organization, email)) {
                throw new Refusal(ErrorCode.CONFLICT);
              }
              UUID id = UUID.randomUUID();
              insert(handle, call, id, email, role, token);
              audit.write(
                  handle,
                  organization,
                  call,
                  "member.invited",
                  id,
                  Map.of("email", email, "role", role.text()));
              return read(handle, organization, id);
            });
    String name =
        api.in(
            organization,
            handle ->
                handle
                    .createQuery("select name from organizations where id = :org")
                    .bind("org", organization)
                    .mapTo(String.class)
                    .one());
    mailer.send(
        MailKind.INVITATION,
        "en",
        email,
        Map.of(
            "name", call.person().name(),
            "organization", name,
            "link", mailer.link("invitation", token.text())));
    return made;
  }

  private static boolean isMember(Handle handle, UUID organization, String email) {
    return handle
        .createQuery(
            """
            select exists (select from memberships m join users u on u.id = m.user_id
              where m.org_id = :org and u.email = :email)
            """)
        .bind("org", organization)
        .bind("email", email)
        .mapTo(Boolean.class)
        .one();
  }

  private static void insert(
      Handle handle, Call call, UUID id, String email, Role role, OneTimeToken token) {
    handle
        .createUpdate(
            """
            insert into invitations (org_id, id, email, role, token_hash, invited_by, expires_at)
            values (:org, :id, :email, :role, :token, :by, now() + interval '7 days')
            """)
        .bind("org", call.organization())
        .bind("id", id)
        .bind("email", email)
        .bind("role", role.text())
        .bind("token", token.hash())
        .bind("by", call.person().id())
        .execute();
  }

  List<InvitationView> list(UUID organization) {
    return api.in(
        organization,
        handle ->
            handle
                .createQuery(
                    """
                    select id, email, role, created_at, expires_at from invitations
                    where org_id = :org and expires_at > now() order by created_at, id limit 1000
                    """)
                .bind("org", organization)
                .map((row, context) -> invitation(row))
                .list());
  }

  private static InvitationView read(Handle handle, UUID organization, UUID id) {
    return handle
        .createQuery(
            """
            select id, email, role, created_at, expires_at from invitations
            where org_id = :org and id = :id
            """)
        .bind("org", organization)
        .bind("id", id)
        .map((row, context) -> invitation(row))
        .findOne()
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
  }

  private static InvitationView invitation(ResultSet row) throws SQLException {
    return new InvitationView(
        row.getObject(1, UUID.class),
        row.getString(2),
        row.getString(3),
        row.getObject(4, OffsetDateTime.class).toInstant(),
        row.getObject(5, OffsetDateTime.class).toInstant());
  }

  void withdraw(Call call, UUID id) {
    UUID organization = call.organization();
    api.<Boolean>in(
        organization,
        handle -> {
          InvitationView invitation = read(handle, organization, id);
          call.expectSeen(invitation);
          handle
              .createUpdate("delete from invitations where org_id = :org and id = :id")
              .bind("org", organization)
              .bind("id", id)
              .execute();
          audit.write(
              handle,
              organization,
              call,
              "invitation.withdrawn",
              id,
              Map.of("email", invitation.email()));
          return true;
        });
  }

  /**
   * Joins the organisation that invited the address of the person who calls.
   *
   * @return the organisation
   * @throws Refusal when the link is not good, or for another address: the answer is the same
   */
  UUID accept(Call call, String token) {
    byte[] hash = OneTimeToken.hash(token);
    UUID organization =
        identity
            .outside(
                handle ->
                    handle
                        .createQuery(
                            """
                            select i.org_id from invitations i join organizations o on o.id = i.org_id
                            where i.token_hash = :hash and i.email = :email and i.expires_at > now()
                              and o.closed_at is null
                            """)
                        .bind("hash", hash)
                        .bind("email", call.person().email())
                        .mapTo(UUID.class)
                        .findOne())
            .orElseThrow(() -> new Refusal(ErrorCode.INVALID_TOKEN));
    api.<Boolean>in(
        organization,
        handle -> {
          int joined =
              handle
                  .createUpdate(
                      """
                      with taken as (
                        delete from invitations where org_id = :org and token_hash = :hash returning role)
                      insert into memberships (org_id, user_id, role)
                      select :org, :user, role from taken on conflict do nothing
                      """)
                  .bind("org", organization)
                  .bind("hash", hash)
                  .bind("user", call.person().id())
                  .execute();
          if (joined == 0) {
            throw new Refusal(ErrorCode.INVALID_TOKEN);
          }
          audit.write(handle, organization, call, "member.joined", call.person().id(), Map.of());
          return true;
        });
    return organization;
  }
}
