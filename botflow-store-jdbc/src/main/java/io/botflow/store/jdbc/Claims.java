package io.botflow.store.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import io.botflow.conversation.Contact;
import io.botflow.conversation.Input;
import io.botflow.conversation.Session;
import io.botflow.conversation.Variables;
import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelUser;
import io.botflow.message.InboundMessage;
import io.botflow.spi.BotRef;
import io.botflow.spi.Claim;
import io.botflow.spi.Store;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Lends conversations to workers, with all that a turn needs. */
final class Claims {
  private final Transactions transactions;
  private final StoreSettings settings;

  Claims(Transactions transactions, StoreSettings settings) {
    this.transactions = transactions;
    this.settings = settings;
  }

  /** What the lease says. */
  private record Lease(UUID conversation, long fence, int attempts, List<Long> inputs) {}

  private record InputRow(long id, int kind, String payload) {}

  private record Row(
      Lease lease,
      BotRef bot,
      ChannelAddress address,
      Session session,
      Contact contact,
      int owner,
      @Nullable Instant dueAt,
      Instant now) {}

  List<Claim> claim(int most) {
    return transactions.run(handle -> claim(handle, most));
  }

  private List<Claim> claim(Handle handle, int most) {
    Leases.ringTimers(transactions, handle);
    List<Lease> leases = lend(handle, most);
    if (leases.isEmpty()) {
      return List.of();
    }
    List<Lease> exhausted =
        leases.stream().filter(lease -> lease.attempts() > Store.MAX_ATTEMPTS).toList();
    for (Lease lease : exhausted) {
      Leases.putAside(
          transactions,
          handle,
          lease.conversation(),
          lease.fence(),
          "claimed %d times without an end".formatted(Store.MAX_ATTEMPTS));
    }
    List<Lease> usable = leases.stream().filter(lease -> !exhausted.contains(lease)).toList();
    Map<Long, InputRow> inputs = inputs(handle, usable);
    Map<UUID, Map<String, JsonNode>> journals = journals(handle, usable);
    List<Claim> claims = new ArrayList<>();
    for (Row row : rows(handle, usable)) {
      @Nullable Claim claim = claim(row, inputs, journals);
      if (claim == null) {
        Leases.dropIdle(handle, row.lease().conversation(), row.lease().inputs());
      } else {
        claims.add(claim);
      }
    }
    return List.copyOf(claims);
  }

  /** Null where the inputs are gone or the time that rang is no longer the session's. */
  private static @Nullable Claim claim(
      Row row, Map<Long, InputRow> inputs, Map<UUID, Map<String, JsonNode>> journals) {
    List<InputRow> present =
        row.lease().inputs().stream().map(inputs::get).filter(Objects::nonNull).toList();
    if (present.isEmpty()) {
      return null;
    }
    InputRow first = present.get(0);
    Input input;
    if (first.kind() == InboxRows.TIME_UP) {
      if (row.dueAt() == null || row.dueAt().isAfter(row.now())) {
        return null;
      }
      input = new Input.TimeUp();
    } else if (first.kind() == InboxRows.OTHER_INPUT) {
      input = StoredJson.read(first.payload(), Input.class);
    } else {
      input =
          new Input.Messages(
              present.stream()
                  .map(message -> StoredJson.read(message.payload(), InboundMessage.class))
                  .toList());
    }
    UUID conversation = row.lease().conversation();
    UUID turn = turnId(row.lease());
    return new Claim(
        row.bot(),
        row.address(),
        conversation,
        turn,
        row.session(),
        row.contact(),
        Ranks.owner(row.owner()),
        input,
        present.stream().map(one -> Long.toString(one.id())).toList(),
        row.lease().fence(),
        row.lease().attempts(),
        journals.getOrDefault(turn, Map.of()),
        row.now());
  }

  /** Made of what causes the turn, so that every attempt at it has the same. */
  private static UUID turnId(Lease lease) {
    String cause = lease.conversation() + " " + lease.inputs();
    return UUID.nameUUIDFromBytes(cause.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * The organisations with ready inputs are found by jumping from one to the next along the index;
   * then each gets its turn in the order of how few conversations it has lent already. The
   * conversations are leased under an advisory lock, so that servers which look at the same time
   * pass each other by. An input of another kind than a message is one by itself.
   */
  private List<Lease> lend(Handle handle, int most) {
    return transactions
        .atNow(
            handle.createQuery(
                """
                with recursive t as materialized (
                  select coalesce(:fixed_now::timestamptz, clock_timestamp()) as now),
                ready_orgs (org_id) as (
                  (select org_id from inbox order by org_id limit 1)
                  union all
                  select (select i.org_id from inbox i where i.org_id > o.org_id
                    order by i.org_id limit 1)
                  from ready_orgs o where o.org_id is not null),
                active as (
                  select org_id, count(*) as active from conversation_leases
                  where lent and lease_until > (select now from t) group by org_id),
                orgs as (
                  select o.org_id, coalesce(a.active, 0) as active,
                    coalesce(s.max_active, :default_active) - coalesce(a.active, 0) as room
                  from ready_orgs o
                  left join active a on a.org_id = o.org_id
                  left join org_schedule s on s.org_id = o.org_id
                  where o.org_id is not null and not coalesce(s.paused, false)
                    and coalesce(s.max_active, :default_active) > coalesce(a.active, 0)
                    and exists (select from inbox i where i.org_id = o.org_id
                      and i.ready_at <= (select now from t))
                  order by active, random() limit greatest(:most * 4, 64)),
                ranked as (
                  select o.org_id, c.conversation_id, o.room,
                    row_number() over (partition by o.org_id order by c.first) as place,
                    o.active, c.first
                  from orgs o cross join lateral (
                    select r.conversation_id, min(r.ready_at) as first
                    from (
                      select i.conversation_id, i.ready_at from inbox i
                      where i.org_id = o.org_id and i.ready_at <= (select now from t)
                        and not exists (select from conversation_leases l
                          where l.conversation_id = i.conversation_id
                            and l.lease_until > (select now from t))
                      order by i.priority, i.ready_at
                      limit least(:most, o.room) * 3) r
                    group by r.conversation_id) c),
                chosen as materialized (
                  select org_id, conversation_id from ranked where place <= room
                  order by active + place, first limit :most),
                free as materialized (
                  select org_id, conversation_id from chosen
                  where pg_try_advisory_xact_lock(hashtextextended(conversation_id::text, 1))
                  order by conversation_id)
                insert into conversation_leases as l
                  (conversation_id, org_id, lent, lease_until, fence, attempts, input_ids)
                select f.conversation_id, f.org_id, true,
                  (select now from t) + :lease * interval '1 second', nextval('fences'), 1,
                  coalesce(
                    (select array_agg(w.id order by w.place) from (
                      select i.id, row_number() over o as place,
                        count(*) filter (where i.kind = 2) over o as others
                      from inbox i where i.conversation_id = f.conversation_id and i.kind <> 3
                      window o as (order by i.sent_at, i.id)) w
                      where w.others = 0 or w.place = 1),
                    (select array_agg(i.id) from inbox i
                      where i.conversation_id = f.conversation_id and i.kind = 3))
                from free f
                on conflict (conversation_id) do update
                  set lent = true, lease_until = excluded.lease_until, fence = excluded.fence,
                    attempts = l.attempts + 1,
                    input_ids = coalesce(l.input_ids, excluded.input_ids)
                  where l.lease_until <= (select now from t)
                returning conversation_id, fence, attempts, input_ids
                """))
        .bind("most", most)
        .bind("default_active", settings.conversationsPerOrganization())
        .bind("lease", settings.turnLease().toMillis() / 1000.0)
        .map(
            (row, context) ->
                new Lease(
                    uuid(row, "conversation_id"),
                    row.getLong("fence"),
                    row.getInt("attempts"),
                    numbers(row.getArray("input_ids"))))
        .list();
  }

  private static Map<Long, InputRow> inputs(Handle handle, List<Lease> leases) {
    Map<Long, InputRow> inputs = new HashMap<>();
    handle
        .createQuery("select id, kind, payload from inbox where id = any(:ids)")
        .bind(
            "ids",
            Columns.numbers(leases.stream().flatMap(lease -> lease.inputs().stream()).toList()))
        .map(
            (row, context) ->
                new InputRow(row.getLong("id"), row.getInt("kind"), row.getString("payload")))
        .forEach(row -> inputs.put(row.id(), row));
    return inputs;
  }

  /** Only attempts after the first can have recorded something. */
  private static Map<UUID, Map<String, JsonNode>> journals(Handle handle, List<Lease> leases) {
    List<Lease> repeated = leases.stream().filter(lease -> lease.attempts() > 1).toList();
    if (repeated.isEmpty()) {
      return Map.of();
    }
    Map<UUID, Map<String, JsonNode>> journals = new HashMap<>();
    handle
        .createQuery("select turn_id, step, result from turn_steps where turn_id = any(:turns)")
        .bind("turns", Columns.uuids(repeated.stream().map(Claims::turnId).toList()))
        .map(
            (row, context) ->
                journals
                    .computeIfAbsent(uuid(row, "turn_id"), turn -> new HashMap<>())
                    .put(
                        row.getString("step"),
                        StoredJson.read(row.getString("result"), JsonNode.class)))
        .list();
    return journals;
  }

  /** Read after the lease was taken, so that the last turn is in it. */
  private List<Row> rows(Handle handle, List<Lease> leases) {
    Map<UUID, Lease> byConversation = new HashMap<>();
    leases.forEach(lease -> byConversation.put(lease.conversation(), lease));
    return transactions
        .atNow(
            handle.createQuery(
                """
                select c.org_id, c.id, c.channel_id, c.bot_id, c.owner, c.session, c.due_at,
                  ch.kind, ch.account,
                  t.id as contact_id, t.user_id, t.phone, t.profile_name, t.name, t.username, t.language, t.zone, t.fields, t.tags,
                  t.opted_out, coalesce(:fixed_now::timestamptz, clock_timestamp()) as now
                from conversation_leases l
                join conversations c on c.org_id = l.org_id and c.id = l.conversation_id
                join channels ch on ch.org_id = c.org_id and ch.id = c.channel_id
                join contacts t on t.org_id = c.org_id and t.id = c.contact_id
                where l.conversation_id = any(:conversations)
                """))
        .bind("conversations", Columns.uuids(List.copyOf(byConversation.keySet())))
        .map(
            (row, context) -> row(row, Objects.requireNonNull(byConversation.get(uuid(row, "id")))))
        .list();
  }

  private static Row row(ResultSet row, Lease lease) throws SQLException {
    UUID organization = uuid(row, "org_id");
    ChannelUser user =
        new ChannelUser(
            row.getString("user_id"),
            row.getString("phone"),
            row.getString("profile_name"),
            row.getString("username"));
    return new Row(
        lease,
        new BotRef(organization, uuid(row, "bot_id"), uuid(row, "channel_id")),
        new ChannelAddress(row.getString("kind"), row.getString("account")),
        StoredJson.readVariables(row.getString("session"), Session.class),
        new Contact(
            uuid(row, "contact_id"),
            user,
            row.getString("name"),
            row.getString("language"),
            row.getString("zone"),
            StoredJson.readVariables(row.getString("fields"), Variables.class),
            Set.of((String[]) row.getArray("tags").getArray()),
            row.getBoolean("opted_out")),
        row.getInt("owner"),
        moment(row, "due_at"),
        Objects.requireNonNull(moment(row, "now")));
  }

  static UUID uuid(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, UUID.class), column);
  }

  static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  private static List<Long> numbers(@Nullable Array array) throws SQLException {
    if (array == null) {
      return List.of();
    }
    Long[] values = (Long[]) array.getArray();
    return LongStream.range(0, values.length).mapToObj(i -> values[(int) i]).toList();
  }
}
