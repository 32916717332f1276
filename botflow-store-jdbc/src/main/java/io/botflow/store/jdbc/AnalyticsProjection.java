package io.botflow.store.jdbc;

import io.botflow.event.Event;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the figures of organisations in line with what turns did, a moment behind them: as {@link
 * InboxProjection}, every turn is counted once, whatever order turns were committed in, and of
 * several servers one counts at a time. Thread-safe.
 */
public final class AnalyticsProjection {
  private static final Duration CLOCK_SET_BACK = Duration.ofSeconds(5);

  /** The bits of an id that are its time in milliseconds. */
  private static final long MOMENT = 0xFFFF_FFFF_FFFF_0000L;

  /** How long statuses and categories of a day's messages may still change. */
  private static final int DAYS_READ_ANEW = 3;

  private static final Duration READ_ANEW_EVERY = Duration.ofMinutes(5);

  private final Transactions work;

  /** A projection that counts when it is told to. */
  public AnalyticsProjection(Databases databases) {
    this.work = databases.work();
  }

  /** Counts what is new; whether there was anything. */
  public boolean run() {
    boolean turns = work.outside(AnalyticsProjection::count);
    boolean deliveries = work.outside(AnalyticsProjection::readDeliveries);
    return turns || deliveries;
  }

  private record Look(
      List<UUID> conversations,
      List<UUID> turns,
      List<UUID> organizations,
      String snapshot,
      String oldest,
      String next,
      Instant at) {}

  private static boolean count(Handle handle) {
    if (!alone(handle)) {
      return false;
    }
    Look look = look(handle);
    if (look == null) {
      return false;
    }
    Transactions.name(handle, look.organizations());
    moveOn(handle, look);
    AnalyticsCount count = new AnalyticsCount(states(handle, look));
    Map<Place, Messages> messages = messages(handle, look);
    Map<UUID, ZoneId> zones = zones(handle, look);
    handle
        .createQuery(TURNS)
        .bind("conversations", Columns.uuids(look.conversations()))
        .bind("turns", Columns.uuids(look.turns()))
        .map((row, context) -> turn(row, messages, zones))
        .forEach(count::add);
    AnalyticsRows.write(handle, count);
    return true;
  }

  private static boolean alone(Handle handle) {
    return handle.createQuery("select pg_try_advisory_xact_lock(7, 4)").mapTo(Boolean.class).one();
  }

  private static @Nullable Look look(Handle handle) {
    return handle
        .createQuery(LOOK)
        .bind("back", CLOCK_SET_BACK.toSeconds())
        .map(
            (row, context) ->
                new Look(
                    uuids(row.getArray("conversations")),
                    uuids(row.getArray("turns")),
                    uuids(row.getArray("orgs")),
                    row.getString("snapshot"),
                    row.getString("oldest"),
                    row.getString("next"),
                    Objects.requireNonNull(FoundRow.moment(row, "looked_at"))))
        .findOne()
        .filter(look -> !look.turns().isEmpty())
        .orElse(null);
  }

  private static List<UUID> uuids(@Nullable Array array) throws SQLException {
    return array == null ? List.of() : Arrays.asList((UUID[]) array.getArray());
  }

  /** Where messages belong. */
  private record Place(UUID conversation, long turn) {}

  private record Messages(int heard, int said, int written) {
    static final Messages NONE = new Messages(0, 0, 0);
  }

  private static Map<Place, Messages> messages(Handle handle, Look look) {
    Map<UUID, UUID> firsts = new LinkedHashMap<>();
    for (int i = 0; i < look.turns().size(); i++) {
      // The first 48 bits of a message that a turn heard or said are the turn's, or later.
      long moment = look.turns().get(i).getMostSignificantBits() & MOMENT;
      firsts.putIfAbsent(look.conversations().get(i), new UUID(moment, 0));
    }
    Map<Place, Messages> messages = new HashMap<>();
    handle
        .createQuery(MESSAGES)
        .bind("conversations", Columns.uuids(List.copyOf(firsts.keySet())))
        .bind("firsts", Columns.uuids(List.copyOf(firsts.values())))
        .map(
            (row, context) ->
                Map.entry(
                    new Place(FoundRow.uuid(row, "conversation_id"), row.getLong("turn")),
                    new Messages(row.getInt("heard"), row.getInt("said"), row.getInt("written"))))
        .forEach(entry -> messages.put(entry.getKey(), entry.getValue()));
    return messages;
  }

  /** Of organisations that named one; days of the others are those of UTC. */
  private static Map<UUID, ZoneId> zones(Handle handle, Look look) {
    Map<UUID, ZoneId> zones = new HashMap<>();
    handle
        .createQuery("select org_id, zone from desks where org_id = any(:orgs::uuid[])")
        .bind("orgs", Columns.uuids(look.organizations()))
        .map((row, context) -> Map.entry(FoundRow.uuid(row, "org_id"), row.getString("zone")))
        // What another version of Java knew stops nobody's figures.
        .filter(entry -> ZoneId.getAvailableZoneIds().contains(entry.getValue()))
        .forEach(entry -> zones.put(entry.getKey(), ZoneId.of(entry.getValue())));
    return zones;
  }

  private static AnalyticsCount.Turn turn(
      ResultSet row, Map<Place, Messages> messages, Map<UUID, ZoneId> zones) throws SQLException {
    Instant at = Objects.requireNonNull(FoundRow.moment(row, "created_at"));
    UUID organization = FoundRow.uuid(row, "org_id");
    Messages told =
        messages.getOrDefault(
            new Place(FoundRow.uuid(row, "conversation_id"), row.getLong("number")), Messages.NONE);
    return new AnalyticsCount.Turn(
        organization,
        FoundRow.uuid(row, "conversation_id"),
        FoundRow.uuid(row, "bot_id"),
        FoundRow.uuid(row, "channel_id"),
        row.getInt("input"),
        at,
        LocalDate.ofInstant(at, zones.getOrDefault(organization, ZoneOffset.UTC)),
        List.of(StoredJson.read(row.getString("events"), Event[].class)),
        told.heard(),
        told.said(),
        told.written());
  }

  private static Map<UUID, AnalyticsCount.State> states(Handle handle, Look look) {
    Map<UUID, AnalyticsCount.State> states = new HashMap<>();
    handle
        .createQuery(STATES)
        .bind("conversations", Columns.uuids(look.conversations()))
        .map(
            (row, context) ->
                Map.entry(
                    FoundRow.uuid(row, "conversation_id"),
                    new AnalyticsCount.State(
                        FoundRow.uuid(row, "org_id"),
                        List.of((String[]) row.getArray("versions").getArray()),
                        FoundRow.moment(row, "waits_since"))))
        .forEach(entry -> states.put(entry.getKey(), entry.getValue()));
    return states;
  }

  private static void moveOn(Handle handle, Look look) {
    handle
        .createUpdate(MOVE_ON)
        .bind("seen", look.snapshot())
        .bind("oldest", look.oldest())
        .bind("next", look.next())
        .bind("at", look.at())
        .execute();
  }

  /** Days are read whole, so that what is read twice is counted once. */
  private static boolean readDeliveries(Handle handle) {
    if (!alone(handle)) {
      return false;
    }
    Instant now =
        handle
            .createQuery(DUE)
            .bind("every", READ_ANEW_EVERY.toSeconds())
            .map((row, context) -> FoundRow.moment(row, "now"))
            .findOne()
            .orElse(null);
    if (now == null) {
      return false;
    }
    LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
    AnalyticsRows.deliveries(handle, today.minusDays(DAYS_READ_ANEW - 1L));
    return true;
  }

  /** One statement, so that what it finds and the snapshot that is remembered are the same. */
  private static final String LOOK =
      """
      select array_agg(t.conversation_id order by t.id) as conversations,
        array_agg(t.id order by t.id) as turns, array_agg(distinct t.org_id) as orgs,
        pg_current_snapshot()::text as snapshot, now() as looked_at,
        pg_snapshot_xmin(pg_current_snapshot())::text as oldest,
        pg_snapshot_xmax(pg_current_snapshot())::text as next
      from analytics_progress p,
        lateral turns_after(p.seen, p.since - :back * interval '1 second') t
      """;

  private static final String MOVE_ON =
      """
      update analytics_progress set seen = :seen::pg_snapshot,
        since = case when :oldest::xid8 >= next_xid then next_at else since end,
        next_at = case when :oldest::xid8 >= next_xid then :at::timestamptz else next_at end,
        next_xid = case when :oldest::xid8 >= next_xid then :next::xid8 else next_xid end
      """;

  private static final String TURNS =
      """
      select t.org_id, t.conversation_id, t.bot_id, c.channel_id, t.input, t.created_at, t.number,
        t.events::text as events
      from unnest(:conversations::uuid[], :turns::uuid[]) as u (conversation, id)
      join turns t on t.conversation_id = u.conversation and t.id = u.id
      join conversations c on c.id = t.conversation_id and c.org_id = t.org_id
      order by t.conversation_id, t.number
      """;

  /** Read once for each conversation, however many turns it had. */
  private static final String MESSAGES =
      """
      select m.conversation_id, m.turn,
        count(*) filter (where m.sent_by = 'customer') as heard,
        count(*) filter (where m.sent_by = 'bot') as said,
        count(*) filter (where m.sent_by = 'person') as written
      from unnest(:conversations::uuid[], :firsts::uuid[]) as u (conversation, first)
      join messages m on m.conversation_id = u.conversation and m.id >= u.first
      group by m.conversation_id, m.turn
      """;

  private static final String STATES =
      """
      select s.org_id, s.conversation_id, s.versions, s.waits_since
      from (select distinct id from unnest(:conversations::uuid[]) as u (id)) u
      join analytics_states s on s.conversation_id = u.id
      """;

  private static final String DUE =
      """
      update analytics_progress set delivered_at = clock_timestamp()
      where delivered_at < clock_timestamp() - :every * interval '1 second'
      returning delivered_at as now
      """;
}
