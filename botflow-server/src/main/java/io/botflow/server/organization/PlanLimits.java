package io.botflow.server.organization;

import io.botflow.server.api.Refusal;
import io.botflow.server.http.ErrorCode;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Keeps organisations to what their plans allow. */
public enum PlanLimits {
  /** Members and those who are invited. */
  MEMBERS(
      """
      (select count(*) from memberships where org_id = :org)
        + (select count(*) from invitations where org_id = :org and expires_at > now())
      """),
  /** Bots. */
  BOTS("(select count(*) from bots where org_id = :org and deleted_at is null)"),
  /** Workflows of all bots. */
  WORKFLOWS("(select count(*) from bot_workflows where org_id = :org and deleted_at is null)"),
  /** Connected accounts. */
  CHANNELS("(select count(distinct channel_id) from channel_routes where org_id = :org)"),
  /** API keys that are still good. */
  API_KEYS(
      """
      (select count(*) from api_keys
       where org_id = :org and (expires_at is null or expires_at > now()))
      """);

  private final String count;

  PlanLimits(String count) {
    this.count = count;
  }

  /**
   * Makes room for one more in the transaction of an organisation, which others who make one wait
   * for.
   *
   * @throws Refusal when the plan does not allow it
   */
  public void expectRoom(Handle handle, UUID organization) {
    handle
        .createQuery("select id from organizations where id = :org for update")
        .bind("org", organization)
        .mapTo(UUID.class)
        .one();
    boolean room =
        handle
            .createQuery(
                """
                select coalesce(%s < p.max_%s, true) from organizations o join plans p on p.id = o.plan
                where o.id = :org
                """
                    .formatted(count, name().toLowerCase(Locale.ROOT)))
            .bind("org", organization)
            .mapTo(Boolean.class)
            .one();
    if (!room) {
      throw new Refusal(ErrorCode.PLAN_LIMIT);
    }
  }
}
