package io.botflow.server.organization;

import io.botflow.server.api.Refusal;
import io.botflow.server.http.ErrorCode;
import io.botflow.server.http.Problem;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The messages of an organisation's bots and people in this month, and what its plan has room for.
 * They are counted a few seconds behind, with the figures. Beyond the limit everything that
 * customers write is still taken and answered by bots; what the API would send is refused.
 */
public final class MonthlyMessages {
  static final String NAME = "messages_per_month";

  /** Of this month, by UTC. */
  static final String FIRST_DAY = "date_trunc('month', now() at time zone 'UTC')::date";

  private static final String ROOM =
      """
      select p.name, p.messages_per_month as most,
        (select coalesce(sum(d.said + d.written), 0) from analytics_days d
         where d.org_id = o.id and d.day >= %s) as used
      from organizations o join plans p on p.id = o.plan where o.id = :org
      """
          .formatted(FIRST_DAY);

  private final Transactions transactions;

  @Inject
  MonthlyMessages(Databases databases) {
    this.transactions = databases.api();
  }

  /**
   * Refuses a message that the API would send where the month's are used up.
   *
   * @throws Refusal which says what is in use and what to do
   */
  public void expectRoom(UUID organization) {
    PlanRoom room = transactions.in(organization, handle -> room(handle, organization));
    if (room.most() != null && room.used() >= room.most()) {
      throw new Refusal(
          ErrorCode.PLAN_LIMIT,
          List.of(
              new Problem.Place(
                  "/" + NAME.replace('_', '-'),
                  "%d of the %d messages a month of the plan %s are used; bots go on answering; wait for the next month, or take a larger plan (GET /api/plans)"
                      .formatted(room.used(), room.most(), room.plan()))));
    }
  }

  static PlanRoom room(Handle handle, UUID organization) {
    return handle
        .createQuery(ROOM)
        .bind("org", organization)
        .map(
            (row, context) ->
                new PlanRoom(
                    row.getString("name"),
                    row.getLong("used"),
                    row.getObject("most", Integer.class)))
        .one();
  }
}
