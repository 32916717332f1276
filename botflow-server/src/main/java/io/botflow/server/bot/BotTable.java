package io.botflow.server.bot;

import io.botflow.server.api.Refusal;
import io.botflow.server.bot.BotView.BotChannel;
import io.botflow.server.http.ErrorCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Reads bots, in a transaction that names their organisation. */
final class BotTable {
  /** Goes on with conditions on {@code b}. */
  static final String SELECT =
      """
      select b.id, b.name, b.description, b.task_type, b.is_active, b.main_workflow_id,
        b.created_at, b.updated_at, p.version_id is not null as live
      from bots b
      left join workflow_publications p on p.org_id = b.org_id
        and p.workflow_id = b.main_workflow_id
      where b.org_id = :org and b.deleted_at is null
      """;

  private BotTable() {}

  static BotView read(Handle handle, UUID organization, UUID id) {
    List<BotView> found =
        views(handle, organization, handle.createQuery(SELECT + "and b.id = :id").bind("id", id));
    if (found.isEmpty()) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    return found.getFirst();
  }

  /** What a query of {@link #SELECT} finds, with the channels of each. */
  static List<BotView> views(Handle handle, UUID organization, Query query) {
    List<BotView> bots = query.bind("org", organization).map((row, context) -> view(row)).list();
    Map<UUID, List<BotChannel>> channels =
        channels(handle, organization, bots.stream().map(BotView::id).toList());
    return bots.stream().map(bot -> with(bot, channels.getOrDefault(bot.id(), List.of()))).toList();
  }

  private static BotView view(ResultSet row) throws SQLException {
    return new BotView(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getString("description"),
        row.getString("task_type"),
        row.getBoolean("is_active"),
        row.getBoolean("live"),
        row.getObject("main_workflow_id", UUID.class),
        List.of(),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }

  private static BotView with(BotView bot, List<BotChannel> channels) {
    return new BotView(
        bot.id(),
        bot.name(),
        bot.description(),
        bot.taskType(),
        bot.active(),
        bot.live(),
        bot.mainWorkflowId(),
        channels,
        bot.createdAt(),
        bot.updatedAt());
  }

  private record Connected(UUID bot, BotChannel channel) {}

  private static Map<UUID, List<BotChannel>> channels(
      Handle handle, UUID organization, List<UUID> bots) {
    Map<UUID, List<BotChannel>> channels = new HashMap<>();
    handle
        .createQuery(
            """
            select r.bot_id, c.id, c.kind, c.account, c.display_name
            from channel_routes r
            join channels c on c.org_id = r.org_id and c.id = r.channel_id
            where r.org_id = :org and r.bot_id = any(:bots) and not r.business
            order by c.created_at, c.id
            """)
        .bind("org", organization)
        .bindArray("bots", UUID.class, bots)
        .map(
            (row, context) ->
                new Connected(
                    row.getObject("bot_id", UUID.class),
                    new BotChannel(
                        row.getObject("id", UUID.class),
                        row.getString("kind"),
                        row.getString("account"),
                        row.getString("display_name"))))
        .forEach(
            found ->
                channels
                    .computeIfAbsent(found.bot(), ignored -> new ArrayList<>())
                    .add(found.channel()));
    return channels;
  }
}
