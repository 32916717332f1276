package io.botflow.server.desk;

import io.botflow.server.api.Access;
import io.botflow.server.api.Answer;
import io.botflow.server.api.Call;
import io.botflow.server.api.Checked;
import io.botflow.server.api.Permission;
import io.botflow.server.api.Refusal;
import io.botflow.server.api.Route;
import io.botflow.server.api.RouteSource;
import io.botflow.server.audit.AuditLog;
import io.botflow.server.desk.BusinessHours.Span;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.http.Problem;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Business hours of an organisation. */
final class DeskRoutes implements RouteSource {
  private static final String PATH = "/api/business-hours";
  private static final int MOST_SPANS = 50;
  private static final int MOST_DAYS = 200;
  private static final int MOST_CONVERSATIONS = 10_000;

  private static final String WRITE =
      """
      update desks set zone = :zone, hours = :hours::json, closed_days = :closed::json,
        conversations_per_person = :most, updated_at = now()
      where org_id = :org
      """;

  private static final String NO_ZONE = "has to be a time zone such as Africa/Johannesburg";

  private final Transactions transactions;
  private final OrganizationDesk desk;
  private final AuditLog audit;
  private final InstantSource clock;

  @Inject
  DeskRoutes(Databases databases, OrganizationDesk desk, AuditLog audit, InstantSource clock) {
    this.transactions = databases.api();
    this.desk = desk;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @param open whether a bot that hands over now finds somebody
   */
  record BusinessHoursView(BusinessHours settings, boolean open) {}

  /**
   * What is to be different; lists are given whole.
   *
   * @param conversationsPerPerson 0 takes the limit away
   */
  record BusinessHoursChange(
      @Nullable String zone,
      @Nullable List<Span> hours,
      @Nullable List<String> closedDays,
      @Nullable Integer conversationsPerPerson)
      implements Checked {
    @Override
    public void check(BiConsumer<String, String> problem) {
      if (zone != null && !BusinessHours.isZone(zone)) {
        problem.accept("/zone", NO_ZONE);
      }
      if (hours != null) {
        checkHours(hours, problem);
      }
      if (closedDays != null
          && (closedDays.size() > MOST_DAYS
              || !closedDays.stream().allMatch(day -> day != null && BusinessHours.isDay(day)))) {
        problem.accept(
            "/closedDays",
            "has to be a list of at most %d days, as 2026-12-25".formatted(MOST_DAYS));
      }
      if (conversationsPerPerson != null
          && (conversationsPerPerson < 0 || conversationsPerPerson > MOST_CONVERSATIONS)) {
        problem.accept(
            "/conversationsPerPerson", "has to be from 0 to %d".formatted(MOST_CONVERSATIONS));
      }
    }

    private static void checkHours(List<Span> hours, BiConsumer<String, String> problem) {
      if (hours.size() > MOST_SPANS) {
        problem.accept("/hours", "has to have at most %d spans".formatted(MOST_SPANS));
      }
      for (int i = 0; i < hours.size(); i++) {
        Span span = hours.get(i);
        boolean whole =
            span != null && span.day() != null && span.from() != null && span.to() != null;
        if (!whole || !span.makesSense()) {
          problem.accept(
              "/hours/" + i, "has to have a day such as monday, from such as 08:00 and a later to");
        }
      }
    }

    BusinessHours of(BusinessHours before) {
      Integer most = before.conversationsPerPerson();
      if (conversationsPerPerson != null) {
        most = conversationsPerPerson == 0 ? null : conversationsPerPerson;
      }
      return new BusinessHours(
          zone == null ? before.zone() : zone,
          hours == null ? before.hours() : hours,
          closedDays == null ? before.closedDays() : closedDays,
          most);
    }
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(
                PATH,
                new Access.Member(Permission.ORGANIZATION_READ),
                "When people answer customers, and whether they do now.",
                this::read)
            .answering(BusinessHoursView.class),
        Route.patch(
                PATH,
                new Access.Member(Permission.ORGANIZATION_WRITE),
                "Changes when people answer customers, and how much they take.",
                this::change)
            .taking(BusinessHoursChange.class)
            .answering(BusinessHoursView.class));
  }

  private Answer read(Call call) {
    UUID organization = call.organization();
    return answer(
        organization,
        transactions.in(organization, handle -> OrganizationDesk.read(handle, organization)));
  }

  private Answer answer(UUID organization, BusinessHours hours) {
    boolean open = desk.open(organization, null, clock.instant());
    return Answer.ok(new BusinessHoursView(hours, open)).tagged(hours);
  }

  private Answer change(Call call) {
    UUID organization = call.organization();
    BusinessHours changed =
        transactions.in(
            organization,
            handle -> {
              handle
                  .createUpdate("insert into desks (org_id) values (:org) on conflict do nothing")
                  .bind("org", organization)
                  .execute();
              handle
                  .createQuery("select zone from desks where org_id = :org for update")
                  .bind("org", organization)
                  .mapTo(String.class)
                  .one();
              BusinessHours before = OrganizationDesk.read(handle, organization);
              call.expectSeen(before);
              BusinessHours after = call.body(BusinessHoursChange.class).of(before);
              expectKnown(handle, after.zone());
              handle
                  .createUpdate(WRITE)
                  .bind("org", organization)
                  .bind("zone", after.zone())
                  .bind("hours", OrganizationDesk.json(after.hours()))
                  .bind("closed", OrganizationDesk.json(after.closedDays()))
                  .bind("most", after.conversationsPerPerson())
                  .execute();
              audit.write(handle, organization, call, "business-hours.changed", null, Map.of());
              return after;
            });
    return answer(organization, changed);
  }

  /** Figures are counted by the database, too, whose zones may be older than ours. */
  private static void expectKnown(Handle handle, String zone) {
    String known =
        handle.createQuery("select known_zone(:zone)").bind("zone", zone).mapTo(String.class).one();
    if (!known.equals(zone)) {
      throw new Refusal(ErrorCode.INVALID_BODY, List.of(new Problem.Place("/zone", NO_ZONE)));
    }
  }
}
