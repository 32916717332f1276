package io.botflow.server.analytics;

import io.botflow.server.analytics.FigureSet.DeliveryFigures;
import io.botflow.store.jdbc.Databases;
import io.botflow.store.jdbc.Transactions;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Reads figures from what was counted. Thread-safe. */
final class Figures {
  private static final String DAYS =
      """
      select %s as part, sum(conversations) as conversations, sum(heard) as heard, sum(said) as said,
        sum(written) as written, sum(resolved) as resolved, sum(closed) as closed,
        sum(ended) as ended, sum(handed_off) as handed_off, sum(taken_over) as taken_over,
        sum(failed) as failed, sum(answered) as answered, sum(answered_ms) as answered_ms,
        sum(received) as received, sum(received_ms) as received_ms
      from analytics_days
      where org_id = :org and day between :from and :to
        and (:bot::uuid is null or bot_id = :bot::uuid)
        and (:channel::uuid is null or channel_id = :channel::uuid)
      group by 1
      """;

  private static final String DELIVERIES =
      """
      select part, category, sum(sent) as sent, sum(delivered) as delivered, sum(read) as read,
        sum(failed) as failed
      from (select %s as part, * from analytics_deliveries
        where org_id = :org and day between :from and :to
          and (:bot::uuid is null or bot_id = :bot::uuid)
          and (:channel::uuid is null or channel_id = :channel::uuid)) d
      group by 1, 2
      """;

  private static final String SPENDING =
      """
      select %s as part, sum(tokens) as tokens, sum(cost_micros) as cost
      from (select id as bot_id, period_from as day, null::uuid as channel_id, tokens, cost_micros
        from model_spending
        where org_id = :org and whose = 'bot' and period_from between :from and :to
          and (:bot::uuid is null or id = :bot::uuid)) m
      group by 1
      """;

  private final Transactions transactions;

  @Inject
  Figures(Databases databases) {
    this.transactions = databases.api();
  }

  /** Into what figures are divided. */
  enum Part {
    WHOLE("''"),
    DAY("day::text"),
    BOT("bot_id::text"),
    /** A range and as many days before it. */
    HALF("case when day < :half then 'before' else 'now' end"),
    /** Without what models cost, which belongs to none. */
    CHANNEL("channel_id::text"),
    /** By day, bot and channel, with strokes between; what models cost belongs to no channel. */
    ALL("day::text || '/' || bot_id::text || '/' || coalesce(channel_id::text, '')");

    private final String expression;

    Part(String expression) {
      this.expression = expression;
    }
  }

  /** Which day it is in the zone of an organisation's business hours. */
  LocalDate today(UUID organization, Instant now) {
    return LocalDate.ofInstant(
        now,
        transactions
            .in(
                organization,
                handle ->
                    handle
                        .createQuery("select zone from desks where org_id = :org")
                        .bind("org", organization)
                        .mapTo(String.class)
                        .findOne())
            .<ZoneId>map(ZoneId::of)
            .orElse(ZoneOffset.UTC));
  }

  /** The figures of each part that has any, in the order of their names. */
  Map<String, FigureSet> read(UUID organization, Range range, Part part) {
    return transactions.in(organization, handle -> read(handle, organization, range, part));
  }

  /** The figures of all together, and those of as many days before where they are compared. */
  Compared whole(UUID organization, Range range, boolean compare) {
    return transactions.in(organization, handle -> whole(handle, organization, range, compare));
  }

  /**
   * Figures beside those of as many days before.
   *
   * @param before null where that was not asked for
   */
  record Compared(FigureSet now, @Nullable FigureSet before) {}

  /** As {@link #whole(UUID, Range, boolean)}, in a transaction of the organisation. */
  static Compared whole(Handle handle, UUID organization, Range range, boolean compare) {
    FigureSet nothing = new Sums().figures();
    if (!compare) {
      return new Compared(
          read(handle, organization, range, Part.WHOLE).getOrDefault("", nothing), null);
    }
    Map<String, FigureSet> halves = read(handle, organization, range, Part.HALF);
    return new Compared(
        halves.getOrDefault("now", nothing), halves.getOrDefault("before", nothing));
  }

  /** As {@link #read(UUID, Range, Part)}, in a transaction of the organisation. */
  static Map<String, FigureSet> read(Handle handle, UUID organization, Range range, Part part) {
    Map<String, Sums> parts = new HashMap<>();
    bound(handle, DAYS, organization, range, part)
        .map(
            (row, context) -> {
              sums(parts, row).days(row);
              return row.getString("part");
            })
        .list();
    bound(handle, DELIVERIES, organization, range, part)
        .map(
            (row, context) -> {
              sums(parts, row).delivered(row);
              return row.getString("part");
            })
        .list();
    if (range.channel() == null && part != Part.CHANNEL) {
      Set<String> spent = new HashSet<>();
      bound(handle, SPENDING, organization, range, part)
          .map(
              (row, context) -> {
                sums(parts, row).spent(row);
                return spent.add(row.getString("part"));
              })
          .list();
      parts.forEach((name, sums) -> sums.spentNothing(!spent.contains(name)));
    }
    Map<String, FigureSet> figures = new TreeMap<>();
    parts.forEach((name, sums) -> figures.put(name, sums.figures()));
    return figures;
  }

  private static Query bound(Handle handle, String sql, UUID organization, Range range, Part part) {
    boolean halves = part == Part.HALF;
    Query query = handle.createQuery(sql.formatted(part.expression));
    if (halves) {
      query.bind("half", range.from());
    }
    return query
        .bind("org", organization)
        .bind("from", halves ? range.before().from() : range.from())
        .bind("to", range.to())
        .bind("bot", range.bot())
        .bind("channel", range.channel());
  }

  private static Sums sums(Map<String, Sums> parts, ResultSet row) throws SQLException {
    return parts.computeIfAbsent(row.getString("part"), name -> new Sums());
  }

  /** What is added up of one part. */
  private static final class Sums {
    private final Map<String, Long> days = new HashMap<>();
    private final Map<String, Long> categories = new TreeMap<>();
    private long sent;
    private long delivered;
    private long read;
    private long failed;
    private @Nullable Long tokens;
    private @Nullable Long cost;

    void days(ResultSet row) throws SQLException {
      for (int i = 2; i <= row.getMetaData().getColumnCount(); i++) {
        days.put(row.getMetaData().getColumnLabel(i), row.getLong(i));
      }
    }

    void delivered(ResultSet row) throws SQLException {
      String category = row.getString("category");
      sent += row.getLong("sent");
      delivered += row.getLong("delivered");
      read += row.getLong("read");
      failed += row.getLong("failed");
      categories.merge(category.isEmpty() ? "none" : category, row.getLong("sent"), Long::sum);
    }

    void spent(ResultSet row) throws SQLException {
      tokens = row.getLong("tokens");
      cost = row.getLong("cost");
    }

    void spentNothing(boolean nothing) {
      if (nothing) {
        tokens = 0L;
        cost = 0L;
      }
    }

    private long of(String name) {
      return days.getOrDefault(name, 0L);
    }

    private @Nullable Long mean(String sum, String count) {
      return of(count) == 0 ? null : of(sum) / of(count);
    }

    FigureSet figures() {
      return new FigureSet(
          of("conversations"),
          of("heard"),
          of("said"),
          of("written"),
          of("resolved"),
          of("closed"),
          of("ended"),
          of("handed_off"),
          of("taken_over"),
          of("failed"),
          FigureSet.rate(of("resolved"), of("resolved") + of("handed_off")),
          mean("answered_ms", "answered"),
          mean("received_ms", "received"),
          new DeliveryFigures(sent, delivered, read, failed),
          categories,
          tokens,
          cost);
    }
  }
}
