package io.botflow.store.jdbc;

import io.botflow.conversation.Input;
import io.botflow.message.InboundMessage;
import io.botflow.spi.Arrival;
import io.botflow.spi.Claim;
import io.botflow.store.jdbc.ContactRows.Found;
import io.botflow.store.jdbc.InboxRows.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Gives messages their place among what their conversations have to do, and lends conversations
 * that had nothing to do to the caller at once, which spares a claim of its own.
 */
final class Enqueue {
  /** A message, who brought it, and whose it is. */
  record Row(int call, Arrival arrival, Found found, InboundMessage message) {
    UUID conversation() {
      return Objects.requireNonNull(
          found.conversation(), "a sender that is settled has a conversation");
    }

    int waitMillis() {
      return message.mayContinue() ? found.joinWindowMillis() : 0;
    }
  }

  /** What a call brought is to be looked for, or is lent to it. */
  record Queued(int call, @Nullable Claim claim) {}

  private record Place(
      UUID conversation, boolean lent, long fence, int row, long id, Instant now) {}

  private final Transactions transactions;
  private final StoreSettings settings;

  Enqueue(Transactions transactions, StoreSettings settings) {
    this.transactions = transactions;
    this.settings = settings;
  }

  List<Queued> insert(Handle handle, List<Row> rows, List<Call> calls) {
    if (rows.isEmpty()) {
      return List.of();
    }
    Map<UUID, Boolean> lends = lends(rows, calls);
    Map<UUID, List<Place>> places = new LinkedHashMap<>();
    transactions
        .atNow(
            Columns.of(rows)
                .uuid("orgs", row -> row.arrival().bot().organization())
                .uuid("conversations", Row::conversation)
                .number("waits", Row::waitMillis)
                .moment("sent", row -> row.message().sentAt())
                .text("payloads", row -> StoredJson.write(row.message()))
                .flag("lends", row -> lends.getOrDefault(row.conversation(), false))
                .bind(handle.createQuery(INSERT)))
        .bind("lease", settings.turnLease().toMillis() / 1000.0)
        .map(
            (row, context) ->
                new Place(
                    FoundRow.uuid(row, "conversation_id"),
                    row.getBoolean("lent"),
                    row.getLong("fence"),
                    row.getInt("n") - 1,
                    row.getLong("id"),
                    Objects.requireNonNull(FoundRow.moment(row, "now"))))
        .forEach(
            place ->
                places
                    .computeIfAbsent(place.conversation(), ignored -> new ArrayList<>())
                    .add(place));
    Map<UUID, FoundRow> lent = lent(handle, rows, places);
    List<Queued> queued = new ArrayList<>();
    for (List<Place> burst : places.values()) {
      FoundRow found = lent.get(burst.get(0).conversation());
      int call = rows.get(burst.get(0).row()).call();
      queued.add(new Queued(call, found == null ? null : claim(rows, burst, found)));
    }
    return queued;
  }

  /**
   * Read only now, behind the queue's lock: the turn before may have been committed just before.
   */
  private static Map<UUID, FoundRow> lent(
      Handle handle, List<Row> rows, Map<UUID, List<Place>> places) {
    List<FoundRow.Key> keys =
        places.values().stream()
            .map(burst -> burst.get(0))
            .filter(Place::lent)
            .map(
                place ->
                    new FoundRow.Key(
                        rows.get(place.row()).arrival().bot().organization(), place.conversation()))
            .toList();
    return keys.isEmpty() ? Map.of() : FoundRow.read(handle, keys);
  }

  /**
   * A row of the queue that is there already is only locked or made ready sooner: whoever has it,
   * or will have it, finds the message when it ends, since it must wait for this lock before it
   * looks.
   */
  private static final String INSERT =
      """
      with t as materialized (
        select coalesce(:fixed_now::timestamptz, clock_timestamp()) as now),
      r as materialized (
        select o.*, nextval('inputs') as id from (
          select * from unnest(:orgs, :conversations, :waits, :sent, :payloads, :lends)
            with ordinality as u (org, conversation, wait, sent, payload, lends, n)
          order by n) o),
      kept as (
        insert into inbox (conversation_id, id, org_id, kind, ready_at, received_at, sent_at, payload)
        select r.conversation, r.id, r.org, 1, t.now + r.wait * interval '1 millisecond', t.now,
          r.sent, r.payload::json
        from r, t),
      g as materialized (
        select org, conversation, min(wait) as wait, bool_and(lends) and min(wait) = 0 as lends,
          array_agg(id order by sent, id) as ids
        from r group by org, conversation),
      q as (
        insert into queue as q (conversation_id, org_id, priority, ready_at, lent, lease_until, fence,
          attempts, input_ids)
        select g.conversation, g.org, 0, t.now + g.wait * interval '1 millisecond', g.lends,
          t.now + :lease * interval '1 second', case when g.lends then nextval('fences') else 0 end,
          g.lends::int, case when g.lends then g.ids end
        from g, t order by g.conversation
        on conflict (conversation_id) do update
          set ready_at = least(q.ready_at, excluded.ready_at), priority = 0
          where not q.lent and q.input_ids is null
            and (excluded.ready_at < q.ready_at or q.priority > 0)
        returning conversation_id, lent, fence)
      select q.conversation_id, q.lent, q.fence, r.n, r.id, t.now
      from q join r on r.conversation = q.conversation_id, t
      order by q.conversation_id, r.sent, r.id
      """;

  /** Which conversations the callers have room for, counted over the whole batch. */
  private static Map<UUID, Boolean> lends(List<Row> rows, List<Call> calls) {
    Map<UUID, Boolean> lends = new HashMap<>();
    Map<UUID, Integer> taken = new HashMap<>();
    for (Row row : rows) {
      UUID organization = row.arrival().bot().organization();
      lends.computeIfAbsent(
          row.conversation(),
          ignored -> {
            int before = taken.getOrDefault(organization, 0);
            boolean room = calls.get(row.call()).room().of(organization) > before;
            taken.put(organization, before + 1);
            return room;
          });
    }
    return lends;
  }

  private static Claim claim(List<Row> rows, List<Place> burst, FoundRow found) {
    Place place = burst.get(0);
    List<Long> ids = burst.stream().map(Place::id).toList();
    return new Claim(
        found.bot(),
        found.address(),
        found.conversation(),
        Claims.turnId(found.conversation(), ids, place.now()),
        found.session(),
        found.contact(),
        found.owner(),
        found.disclosed(),
        new Input.Messages(burst.stream().map(one -> rows.get(one.row()).message()).toList()),
        ids.stream().map(String::valueOf).toList(),
        place.fence(),
        1,
        Map.of(),
        place.now());
  }
}
