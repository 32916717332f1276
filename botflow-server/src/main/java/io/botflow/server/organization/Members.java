package io.botflow.server.organization;

import io.botflow.server.api.Call;
import io.botflow.server.api.Refusal;
import io.botflow.server.api.Role;
import io.botflow.server.audit.AuditLog;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.live.LiveEvents;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Who belongs to an organisation. Nobody touches somebody above themselves, nor raises anybody
 * above themselves; the last owner stays.
 */
final class Members {
  private static final String SELECT =
      """
      select m.user_id, u.email, u.name, m.role, m.created_at
      from memberships m join users u on u.id = m.user_id where m.org_id = :org
      """;

  private final Transactions transactions;
  private final AuditLog audit;
  private final Set<Departure> departures;

  /** A member. */
  record MemberView(UUID userId, String email, String name, String role, Instant since) {}

  @Inject
  Members(Databases databases, AuditLog audit, Set<Departure> departures) {
    this.transactions = databases.api();
    this.audit = audit;
    this.departures = departures;
  }

  List<MemberView> list(UUID organization) {
    return transactions.in(
        organization,
        handle ->
            handle
                .createQuery(SELECT + "order by u.name, m.user_id limit 1000")
                .bind("org", organization)
                .map((row, context) -> member(row))
                .list());
  }

  private static MemberView member(ResultSet row) throws SQLException {
    return new MemberView(
        row.getObject(1, UUID.class),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getObject(5, OffsetDateTime.class).toInstant());
  }

  MemberView change(Call call, UUID user, Role role) {
    UUID organization = call.organization();
    return transactions.in(
        organization,
        handle -> {
          MemberView before = touched(handle, call, user);
          expectNotAbove(call, role);
          if (role != Role.OWNER) {
            expectOwnerBeside(handle, organization, before);
          }
          handle
              .createUpdate(
                  "update memberships set role = :role where org_id = :org and user_id = :user")
              .bind("role", role.text())
              .bind("org", organization)
              .bind("user", user)
              .execute();
          audit.write(
              handle,
              organization,
              call,
              "member.role-changed",
              user,
              Map.of("from", before.role(), "to", role.text()));
          LiveEvents.members(handle, organization);
          return read(handle, organization, user);
        });
  }

  void remove(Call call, UUID user) {
    transactions.<Boolean>in(
        call.organization(), handle -> remove(handle, call, touched(handle, call, user)));
    departures.forEach(each -> each.left(call.organization(), user));
  }

  /** The person who calls goes. */
  void leave(Call call) {
    transactions.<Boolean>in(
        call.organization(),
        handle -> remove(handle, call, read(handle, call.organization(), call.person().id())));
    departures.forEach(each -> each.left(call.organization(), call.person().id()));
  }

  private boolean remove(Handle handle, Call call, MemberView member) {
    UUID organization = call.organization();
    expectOwnerBeside(handle, organization, member);
    handle
        .createUpdate("delete from memberships where org_id = :org and user_id = :user")
        .bind("org", organization)
        .bind("user", member.userId())
        .execute();
    audit.write(
        handle,
        organization,
        call,
        "member.removed",
        member.userId(),
        Map.of("email", member.email()));
    LiveEvents.members(handle, organization);
    return true;
  }

  private static MemberView touched(Handle handle, Call call, UUID user) {
    MemberView member = read(handle, call.organization(), user);
    call.expectSeen(member);
    expectNotAbove(call, Role.of(member.role()));
    return member;
  }

  private static MemberView read(Handle handle, UUID organization, UUID user) {
    return handle
        .createQuery(SELECT + "and m.user_id = :user")
        .bind("org", organization)
        .bind("user", user)
        .map((row, context) -> member(row))
        .findOne()
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
  }

  static void expectNotAbove(Call call, Role role) {
    Role own = call.seat().role();
    if (own == null || !own.includes(role)) {
      throw new Refusal(ErrorCode.FORBIDDEN);
    }
  }

  /** The owners are locked, so that two of them cannot go at once and leave nobody. */
  private static void expectOwnerBeside(Handle handle, UUID organization, MemberView member) {
    boolean others =
        handle
            .createQuery(
                """
                select user_id from memberships
                where org_id = :org and role = 'owner' order by user_id for update
                """)
            .bind("org", organization)
            .mapTo(UUID.class)
            .list()
            .stream()
            .anyMatch(owner -> !owner.equals(member.userId()));
    if (member.role().equals(Role.OWNER.text()) && !others) {
      throw new Refusal(ErrorCode.LAST_OWNER);
    }
  }
}
