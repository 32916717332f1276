package io.botflow.server.organization;

import io.botflow.server.api.Call;
import io.botflow.server.api.Permission;
import io.botflow.server.api.Refusal;
import io.botflow.server.api.Role;
import io.botflow.server.api.Seat;
import io.botflow.server.api.Seats;
import io.botflow.server.audit.AuditLog;
import io.botflow.server.http.ErrorCode;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Organisations: made by people, looked after by their members. */
final class Organizations {
  private static final int MOST_SLUG = 40;

  private final Transactions api;
  private final Transactions identity;
  private final Seats seats;
  private final AuditLog audit;

  @Inject
  Organizations(Databases databases, Seats seats, AuditLog audit) {
    this.api = databases.api();
    this.identity = databases.identity();
    this.seats = seats;
    this.audit = audit;
  }

  /** Those in which a person has a place, by name. */
  List<OrganizationView> of(UUID person) {
    return identity.outside(
        handle ->
            handle
                .createQuery(
                    """
                    select distinct %s from organizations o
                    join memberships m on m.user_id = :person and (m.org_id = o.id
                      or m.org_id = o.parent_id and m.role in ('owner', 'admin'))
                    where o.closed_at is null order by o.name, o.id limit 1000
                    """
                        .formatted(OrganizationView.COLUMNS))
                .bind("person", person)
                .map((row, context) -> OrganizationView.of(row))
                .list());
  }

  /** Makes an organisation, which belongs to the person who calls. */
  OrganizationView make(Call call, String name, @Nullable UUID parent) {
    if (parent != null) {
      expectRoomForChild(call, parent);
    }
    UUID id = UUID.randomUUID();
    return api.in(
        id,
        handle -> {
          handle
              .createUpdate(
                  """
                  insert into organizations (id, name, slug, parent_id)
                  values (:id, :name, :slug, :parent::uuid)
                  """)
              .bind("id", id)
              .bind("name", name)
              .bind("slug", slug(name, id))
              .bind("parent", parent)
              .execute();
          handle
              .createUpdate(
                  """
                  insert into memberships (org_id, user_id, role) values (:org, :user, :role)
                  """)
              .bind("org", id)
              .bind("user", call.person().id())
              .bind("role", Role.OWNER.text())
              .execute();
          audit.write(handle, id, call, "organization.made", null, Map.of("name", name));
          return read(handle, id);
        });
  }

  /** Nobody chooses a slug, so that nobody finds out by trying whose there are. */
  private static String slug(String name, UUID id) {
    String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String cut = letters.substring(0, Math.min(MOST_SLUG, letters.length()));
    return (cut + "-" + id.toString().substring(0, 8)).replaceFirst("^-+", "");
  }

  private void expectRoomForChild(Call call, UUID parent) {
    Seat seat = seats.of(call.person().id(), parent);
    if (seat == null) {
      throw Refusal.of("/parent", "is no organisation of yours");
    }
    if (!seat.may(Permission.ORGANIZATION_WRITE)) {
      throw new Refusal(ErrorCode.FORBIDDEN);
    }
    PlanRoom room =
        identity.outside(
            handle ->
                handle
                    .createQuery(
                        """
                        select p.name, (select count(*) from organizations c
                            where c.parent_id = o.id and c.closed_at is null) as used,
                          case when o.parent_id is null then p.max_children else 0 end as most
                        from organizations o join plans p on p.id = o.plan where o.id = :parent
                        """)
                    .bind("parent", parent)
                    .map(
                        (row, context) ->
                            new PlanRoom(
                                row.getString("name"),
                                row.getLong("used"),
                                row.getObject("most", Integer.class)))
                    .one());
    room.expectOneMore("children");
  }

  /**
   * What an organisation has of what its plan allows; its conversations and messages of this month
   * (UTC).
   */
  Usage usage(UUID id) {
    Plan plan =
        plans().stream()
            .filter(each -> each.id().equals(read(id).plan()))
            .findFirst()
            .orElseThrow();
    return api.in(
        id,
        handle -> {
          List<Usage.Figure> figures = new ArrayList<>();
          for (PlanLimits limit : PlanLimits.values()) {
            figures.add(
                new Usage.Figure(limit.text(), limit.used(handle, id), limit.most(handle, id)));
          }
          figures.add(
              new Usage.Figure(
                  "conversations_per_month",
                  conversations(handle, id),
                  plan.conversationsPerMonth()));
          PlanRoom messages = MonthlyMessages.room(handle, id);
          figures.add(new Usage.Figure(MonthlyMessages.NAME, messages.used(), messages.most()));
          return new Usage(plan.id(), figures);
        });
  }

  private static long conversations(Handle handle, UUID id) {
    return handle
        .createQuery(
            """
            select count(*) from conversations where org_id = :org
              and last_inbound_at >= date_trunc('month', now() at time zone 'UTC') at time zone 'UTC'
            """)
        .bind("org", id)
        .mapTo(Long.class)
        .one();
  }

  OrganizationView read(UUID id) {
    return api.in(id, handle -> read(handle, id));
  }

  private static OrganizationView read(Handle handle, UUID id) {
    return handle
        .createQuery(
            "select %s from organizations o where o.id = :id".formatted(OrganizationView.COLUMNS))
        .bind("id", id)
        .map((row, context) -> OrganizationView.of(row))
        .one();
  }

  OrganizationView rename(Call call, @Nullable String name) {
    UUID id = call.organization();
    return api.in(
        id,
        handle -> {
          lock(handle, id);
          call.expectSeen(read(handle, id));
          if (name != null) {
            handle
                .createUpdate(
                    "update organizations set name = :name, updated_at = now() where id = :id")
                .bind("name", name)
                .bind("id", id)
                .execute();
            audit.write(handle, id, call, "organization.renamed", null, Map.of("name", name));
          }
          return read(handle, id);
        });
  }

  private static void lock(Handle handle, UUID id) {
    handle
        .createQuery("select id from organizations where id = :id for update")
        .bind("id", id)
        .mapTo(UUID.class)
        .one();
  }

  /**
   * Closes it: nobody has a place in it any more, its keys are gone and its numbers answer no one.
   */
  void close(Call call) {
    UUID id = call.organization();
    boolean children =
        identity.outside(
            handle ->
                handle
                    .createQuery(
                        """
                        select exists (select from organizations
                          where parent_id = :id and closed_at is null)
                        """)
                    .bind("id", id)
                    .mapTo(Boolean.class)
                    .one());
    if (children) {
      throw new Refusal(ErrorCode.CONFLICT);
    }
    api.<Boolean>in(
        id,
        handle -> {
          lock(handle, id);
          call.expectSeen(read(handle, id));
          for (String table : List.of("api_keys", "invitations", "channel_routes")) {
            handle
                .createUpdate("delete from %s where org_id = :id".formatted(table))
                .bind("id", id)
                .execute();
          }
          handle
              .createUpdate("update organizations set closed_at = now() where id = :id")
              .bind("id", id)
              .execute();
          audit.write(handle, id, call, "organization.closed", null, Map.of());
          return true;
        });
  }

  List<Plan> plans() {
    return identity.outside(
        handle ->
            handle
                .createQuery("select * from plans order by position")
                .map(
                    (row, context) ->
                        new Plan(
                            row.getString("id"),
                            row.getString("name"),
                            row.getObject("max_members", Integer.class),
                            row.getObject("max_bots", Integer.class),
                            row.getObject("max_workflows", Integer.class),
                            row.getObject("max_channels", Integer.class),
                            row.getObject("max_api_keys", Integer.class),
                            row.getObject("max_children", Integer.class),
                            row.getObject("conversations_per_month", Integer.class),
                            row.getObject("messages_per_month", Integer.class),
                            row.getInt("requests_per_minute")))
                .list());
  }
}
