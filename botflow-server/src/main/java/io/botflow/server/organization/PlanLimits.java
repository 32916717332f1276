package io.botflow.server.organization;

import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

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
   * @throws io.botflow.server.api.Refusal when the plan does not allow it
   */
  public void expectRoom(Handle handle, UUID organization) {
    handle
        .createQuery("select id from organizations where id = :org for update")
        .bind("org", organization)
        .mapTo(UUID.class)
        .one();
    PlanRoom room =
        handle
            .createQuery(
                """
                select p.name, %s as used, p.max_%s as most
                from organizations o join plans p on p.id = o.plan where o.id = :org
                """
                    .formatted(count, text()))
            .bind("org", organization)
            .map(
                (row, context) ->
                    new PlanRoom(
                        row.getString("name"),
                        row.getLong("used"),
                        row.getObject("most", Integer.class)))
            .one();
    room.expectOneMore(text().replace('_', ' '));
  }

  /** How many there are. */
  long used(Handle handle, UUID organization) {
    return handle.createQuery("select " + count).bind("org", organization).mapTo(Long.class).one();
  }

  /** How many there may be; null without limit. */
  @Nullable Integer most(Handle handle, UUID organization) {
    return handle
        .createQuery(
            "select p.max_%s from organizations o join plans p on p.id = o.plan where o.id = :org"
                .formatted(text()))
        .bind("org", organization)
        .mapTo(Integer.class)
        .findOne()
        .orElse(null);
  }

  /** As it is called in the database and in figures: {@code api_keys}. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
