package io.botflow.store.jdbc;

import io.botflow.store.jdbc.AnalyticsCount.Figure;
import io.botflow.store.jdbc.AnalyticsCount.StepFigure;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Adds what was counted to the figures, under the tenants that the transaction has named. */
final class AnalyticsRows {
  private AnalyticsRows() {}

  static void write(Handle handle, AnalyticsCount count) {
    days(handle, count);
    steps(handle, count);
    intents(handle, count);
    states(handle, count);
  }

  private static void days(Handle handle, AnalyticsCount count) {
    List<Map.Entry<AnalyticsCount.DayKey, Map<Figure, Long>>> rows =
        sorted(
            count.days(), key -> key.organization() + " " + key.day() + key.bot() + key.channel());
    if (rows.isEmpty()) {
      return;
    }
    Columns<Map.Entry<AnalyticsCount.DayKey, Map<Figure, Long>>> columns =
        Columns.of(rows)
            .uuid("orgs", row -> row.getKey().organization())
            .text("days", row -> row.getKey().day().toString())
            .uuid("bots", row -> row.getKey().bot())
            .uuid("channels", row -> row.getKey().channel());
    for (Figure figure : Figure.values()) {
      columns.number(name(figure), row -> row.getValue().getOrDefault(figure, 0L));
    }
    columns.bind(handle.createUpdate(DAYS)).execute();
  }

  private static void steps(Handle handle, AnalyticsCount count) {
    List<Map.Entry<AnalyticsCount.StepKey, Map<StepFigure, Long>>> rows =
        sorted(
            count.steps(),
            key -> key.organization() + " " + key.bot() + key.version() + key.node() + key.day());
    if (rows.isEmpty()) {
      return;
    }
    Columns<Map.Entry<AnalyticsCount.StepKey, Map<StepFigure, Long>>> columns =
        Columns.of(rows)
            .uuid("orgs", row -> row.getKey().organization())
            .uuid("bots", row -> row.getKey().bot())
            .text("versions", row -> row.getKey().version())
            .text("nodes", row -> row.getKey().node())
            .text("days", row -> row.getKey().day().toString());
    for (StepFigure figure : StepFigure.values()) {
      columns.number(name(figure), row -> row.getValue().getOrDefault(figure, 0L));
    }
    columns.bind(handle.createUpdate(STEPS)).execute();
  }

  private static void intents(Handle handle, AnalyticsCount count) {
    List<Map.Entry<AnalyticsCount.IntentKey, Long>> rows =
        sorted(
            count.intents(),
            key -> key.organization() + " " + key.bot() + key.day() + key.intent());
    if (!rows.isEmpty()) {
      Columns.of(rows)
          .uuid("orgs", row -> row.getKey().organization())
          .uuid("bots", row -> row.getKey().bot())
          .text("days", row -> row.getKey().day().toString())
          .text("intents", row -> Text.storable(row.getKey().intent()))
          .number("times", Map.Entry::getValue)
          .bind(handle.createUpdate(INTENTS))
          .execute();
    }
  }

  private static void states(Handle handle, AnalyticsCount count) {
    List<Map.Entry<UUID, AnalyticsCount.State>> rows = sorted(count.states(), UUID::toString);
    if (!rows.isEmpty()) {
      Columns.of(rows)
          .uuid("orgs", row -> row.getValue().organization())
          .uuid("conversations", Map.Entry::getKey)
          .text("versions", row -> String.join(",", row.getValue().versions()))
          .moment("moments", row -> row.getValue().waitsSince())
          .bind(handle.createUpdate(STATES))
          .execute();
    }
  }

  /** In one order, so that whoever writes the same rows waits and does not stand in the way. */
  private static <K, V> List<Map.Entry<K, V>> sorted(Map<K, V> rows, Function<K, String> order) {
    return rows.entrySet().stream()
        .sorted(Comparator.comparing(entry -> order.apply(entry.getKey())))
        .toList();
  }

  private static String name(Enum<?> figure) {
    return figure.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads the deliveries of all days from one on anew, in the transaction of all whose they are.
   */
  static void deliveries(Handle handle, LocalDate first) {
    List<Delivered> found =
        handle
            .createQuery(DELIVERED)
            .bind("first", first)
            .map(
                (row, context) ->
                    new Delivered(
                        FoundRow.uuid(row, "org_id"),
                        row.getString("day"),
                        FoundRow.uuid(row, "bot_id"),
                        FoundRow.uuid(row, "channel_id"),
                        row.getString("category"),
                        row.getLong("sent"),
                        row.getLong("delivered"),
                        row.getLong("read"),
                        row.getLong("failed")))
            .list();
    if (found.isEmpty()) {
      return;
    }
    Transactions.name(handle, found.stream().map(Delivered::organization).toList());
    handle
        .createUpdate("delete from analytics_deliveries where day >= :first")
        .bind("first", first)
        .execute();
    Columns.of(found)
        .uuid("orgs", Delivered::organization)
        .text("days", Delivered::day)
        .uuid("bots", Delivered::bot)
        .uuid("channels", Delivered::channel)
        .text("categories", Delivered::category)
        .number("sent", Delivered::sent)
        .number("delivered", Delivered::delivered)
        .number("read", Delivered::read)
        .number("failed", Delivered::failed)
        .bind(handle.createUpdate(DELIVERIES))
        .execute();
  }

  private record Delivered(
      UUID organization,
      String day,
      UUID bot,
      UUID channel,
      String category,
      long sent,
      long delivered,
      long read,
      long failed) {}

  private static final String DELIVERED = "select * from deliveries_since(:first::date)";

  private static final String DELIVERIES =
      """
      insert into analytics_deliveries (org_id, day, bot_id, channel_id, category, sent, delivered,
        read, failed)
      select u.org, u.day::date, u.bot, u.channel, u.category, u.sent, u.delivered, u.read, u.failed
      from unnest(:orgs, :days, :bots, :channels, :categories, :sent, :delivered, :read, :failed)
        as u (org, day, bot, channel, category, sent, delivered, read, failed)
      """;

  private static final String DAYS =
      upsert(
          "analytics_days",
          "org_id, day, bot_id, channel_id",
          "u.org, u.day::date, u.bot, u.channel",
          ":orgs, :days, :bots, :channels",
          "org, day, bot, channel",
          Figure.values());

  private static final String STEPS =
      upsert(
          "analytics_steps",
          "org_id, bot_id, version, node, day",
          "u.org, u.bot, u.version, u.node, u.day::date",
          ":orgs, :bots, :versions, :nodes, :days",
          "org, bot, version, node, day",
          StepFigure.values());

  private static final String INTENTS =
      """
      insert into analytics_intents as t (org_id, bot_id, day, intent, times)
      select u.org, u.bot, u.day::date, u.intent, u.times
      from unnest(:orgs, :bots, :days, :intents, :times) as u (org, bot, day, intent, times)
      on conflict (org_id, bot_id, day, intent) do update set times = t.times + excluded.times
      """;

  /** Conversations may be gone by now. */
  private static final String STATES =
      """
      insert into analytics_states (org_id, conversation_id, versions, waits_since)
      select u.org, u.conversation, string_to_array(u.versions, ','), u.moment
      from unnest(:orgs, :conversations, :versions, :moments)
        as u (org, conversation, versions, moment)
      join conversations c on c.id = u.conversation and c.org_id = u.org
      on conflict (conversation_id, org_id) do update
        set versions = excluded.versions, waits_since = excluded.waits_since
      """;

  private static String upsert(
      String table, String keys, String chosen, String arrays, String names, Enum<?>[] figures) {
    List<String> all = Arrays.stream(figures).map(AnalyticsRows::name).toList();
    return """
        insert into %s as t (%s, %s)
        select %s, %s from unnest(%s, %s) as u (%s, %s)
        on conflict (%s) do update set %s
        """
        .formatted(
            table,
            keys,
            String.join(", ", all),
            chosen,
            all.stream().map("u."::concat).collect(Collectors.joining(", ")),
            arrays,
            all.stream().map(":"::concat).collect(Collectors.joining(", ")),
            names,
            String.join(", ", all),
            keys,
            all.stream()
                .map(name -> "%s = t.%s + excluded.%s".formatted(name, name, name))
                .collect(Collectors.joining(", ")));
  }
}
