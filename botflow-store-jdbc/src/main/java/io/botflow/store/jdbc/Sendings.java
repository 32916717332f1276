package io.botflow.store.jdbc;

import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelProblem;
import io.botflow.message.ChannelUser;
import io.botflow.spi.Claim;
import io.botflow.spi.Lease;
import io.botflow.spi.Pace;
import io.botflow.spi.Returned;
import io.botflow.spi.Sending;
import io.botflow.store.jdbc.TurnRows.Said;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Messages that wait to be sent. Of a conversation only the first one that is not done may be on
 * its way; that it is, is committed before anybody sends it.
 */
final class Sendings {
  private final Transactions transactions;
  private final Paces paces;
  private final StoreSettings settings;

  Sendings(Transactions transactions, Paces paces, StoreSettings settings) {
    this.transactions = transactions;
    this.paces = paces;
    this.settings = settings;
  }

  private record Candidate(
      UUID id, UUID organization, UUID channel, boolean delayed, Instant now) {}

  /** Messages that a commit just marked as being sent, by conversation. */
  Map<UUID, Sending> lent(List<Said> going) {
    long now = System.nanoTime();
    Map<UUID, Sending> lent = new HashMap<>();
    for (Said one : going) {
      Claim claim = one.claim();
      lent.put(
          claim.conversation(),
          new Sending(
              one.id(),
              claim.bot().organization(),
              claim.bot().channel(),
              claim.conversation(),
              claim.address(),
              claim.contact().user(),
              Objects.requireNonNull(one.outbound()),
              one.held().firstNumber() + one.place(),
              1,
              one.held().relation(),
              new Lease(one.held().now(), now, settings.sendLease())));
    }
    return lent;
  }

  /**
   * Lends the first waiting message of each conversation, unless one is on its way, in doubt or
   * paused, or its pace does not let it. One that has a delay before it begins to wait now.
   */
  List<Sending> lendFirst(Handle handle, List<UUID> conversations) {
    return conversations.isEmpty()
        ? List.of()
        : lend(
            handle,
            candidates(
                handle,
                """
                select h.id from unnest(:conversations) as c (id)
                cross join lateral (
                  select o.* from outbox o where o.conversation_id = c.id and o.state < 3
                  order by o.number limit 1) h
                where h.state = 0 and h.next_at <= (select now from t)
                  and (not h.returned or not exists (select from outbox e
                    where e.conversation_id = h.conversation_id and e.state in (1, 2)))
                  and h.epoch = (select epoch from system_epoch)
                  and not exists (select from channel_pauses p
                    where p.channel_id = h.channel_id and p.until > (select now from t))
                """,
                conversations,
                conversations.size()));
  }

  /** Messages that wait, each account's in its turn. */
  List<Sending> claim(int most) {
    return transactions.outside(
        handle -> {
          List<Candidate> found = candidates(handle, WAITING, List.of(), most);
          Transactions.name(handle, found.stream().map(Candidate::organization).toList());
          return lend(handle, found);
        });
  }

  /** The accounts with something to send are found by jumping along the index. */
  private static final String WAITING =
      """
      select w.id from (
        select m.id, m.next_at,
          row_number() over (partition by a.channel_id order by m.next_at, m.number) as place
        from (
          with recursive accounts (channel_id) as (
            (select channel_id from outbox where state = 0 order by channel_id limit 1)
            union all
            select (select x.channel_id from outbox x where x.state = 0
              and x.channel_id > a.channel_id order by x.channel_id limit 1)
            from accounts a where a.channel_id is not null)
          select channel_id from accounts where channel_id is not null) a
        cross join lateral (
          select x.id, x.next_at, x.number from outbox x
          where x.state = 0 and x.channel_id = a.channel_id and x.next_at <= (select now from t)
            and x.epoch = (select epoch from system_epoch)
            and not exists (select from outbox e where e.conversation_id = x.conversation_id
              and (e.number < x.number and e.state < 3 or x.returned and e.state in (1, 2)))
            and not exists (select from channel_pauses p
              where p.channel_id = x.channel_id and p.until > (select now from t))
          order by x.next_at limit :most) m) w
      order by w.place, w.next_at limit :most
      """;

  private List<Candidate> candidates(
      Handle handle, String which, List<UUID> conversations, int most) {
    return transactions
        .atNow(
            handle.createQuery(
                """
                with t as materialized (
                  select coalesce(:fixed_now::timestamptz, clock_timestamp()) as now),
                chosen as materialized (
                %s)
                select o.id, o.org_id, o.channel_id, o.conversation_id, o.delay_ms > 0 as delayed,
                  (select now from t) as now
                from outbox o where o.id = any(array(select id from chosen)) and o.state = 0
                for update skip locked
                """
                    .formatted(which)))
        .bind("conversations", Columns.uuids(conversations))
        .bind("most", most)
        .map(
            (row, context) ->
                new Candidate(
                    FoundRow.uuid(row, "id"),
                    FoundRow.uuid(row, "org_id"),
                    FoundRow.uuid(row, "channel_id"),
                    row.getBoolean("delayed"),
                    Objects.requireNonNull(FoundRow.moment(row, "now"))))
        .list();
  }

  /** Marks what may go as being sent; the tenants are named, the rows locked. */
  private List<Sending> lend(Handle handle, List<Candidate> found) {
    if (found.isEmpty()) {
      return List.of();
    }
    Map<UUID, String> kinds = kinds(handle, found);
    Map<UUID, List<Candidate>> byChannel = new TreeMap<>();
    List<UUID> delayed = new ArrayList<>();
    for (Candidate one : found) {
      if (one.delayed()) {
        delayed.add(one.id());
      } else {
        byChannel.computeIfAbsent(one.channel(), ignored -> new ArrayList<>()).add(one);
      }
    }
    List<UUID> going = new ArrayList<>();
    for (List<Candidate> all : byChannel.values()) {
      Candidate first = all.get(0);
      Pace pace = paces.of(Objects.requireNonNullElse(kinds.get(first.channel()), ""));
      Paces.Grant grant =
          paces.take(handle, first.organization(), first.channel(), pace, all.size());
      all.stream().limit(grant.allowed()).map(Candidate::id).forEach(going::add);
      postpone(handle, all, grant);
    }
    beginDelays(handle, delayed, found.get(0).now());
    return mark(handle, going);
  }

  private static Map<UUID, String> kinds(Handle handle, List<Candidate> found) {
    Map<UUID, String> kinds = new HashMap<>();
    Columns.of(found)
        .uuid("orgs", Candidate::organization)
        .uuid("channels", Candidate::channel)
        .bind(
            handle.createQuery(
                """
                select distinct c.id, c.kind from unnest(:orgs, :channels) as u (org, id)
                join channels c on c.org_id = u.org and c.id = u.id
                """))
        .map((row, context) -> kinds.put(FoundRow.uuid(row, "id"), row.getString("kind")))
        .list();
    return kinds;
  }

  /** Looked at again when the account's pace lets each of them go, one after the other. */
  private static void postpone(Handle handle, List<Candidate> all, Paces.Grant grant) {
    Map<UUID, Instant> late = new HashMap<>();
    for (int i = grant.allowed(); i < all.size(); i++) {
      late.put(all.get(i).id(), grant.notBefore(i));
    }
    if (!late.isEmpty()) {
      Columns.of(List.copyOf(late.entrySet()))
          .uuid("ids", Map.Entry::getKey)
          .moment("times", Map.Entry::getValue)
          .bind(
              handle.createUpdate(
                  """
                  update outbox o set next_at = u.at
                  from unnest(:ids, :times) as u (id, at) where o.id = u.id
                  """))
          .execute();
    }
  }

  private static void beginDelays(Handle handle, List<UUID> delayed, Instant now) {
    if (!delayed.isEmpty()) {
      handle
          .createUpdate(
              """
              update outbox set next_at = :now::timestamptz + delay_ms * interval '1 millisecond', delay_ms = 0
              where id = any(:ids)
              """)
          .bind("now", now)
          .bind("ids", Columns.uuids(delayed))
          .execute();
    }
  }

  private List<Sending> mark(Handle handle, List<UUID> going) {
    if (going.isEmpty()) {
      return List.of();
    }
    long fromNanos = System.nanoTime();
    return transactions
        .atNow(
            handle.createQuery(
                """
                with t as materialized (
                  select coalesce(:fixed_now::timestamptz, clock_timestamp()) as now),
                moved as (
                  update outbox o set state = 1, attempt = o.attempt + 1,
                    next_at = t.now + :lease * interval '1 second'
                  from t where o.id = any(:ids)
                  returning o.*)
                select o.id, o.org_id, o.channel_id, o.conversation_id, o.number, o.attempt,
                  o.returned_code, o.returned_detail, o.returned_at, m.content, m.extra, p.user_id, p.phone, p.profile_name, p.username, p.parent_id,
                  c.last_inbound_at, ch.kind, ch.account, t.now,
                  p.opted_in, p.opted_out, p.consent_at, c.ai_disclosed_at, c.asked_back_at, c.replaced
                from moved o
                join messages m on m.conversation_id = o.conversation_id and m.id = o.id
                join conversations c on c.org_id = o.org_id and c.id = o.conversation_id
                join contacts p on p.org_id = c.org_id and p.id = c.contact_id
                join channels ch on ch.org_id = o.org_id and ch.id = o.channel_id
                cross join t
                """))
        .bind("ids", Columns.uuids(going))
        .bind("lease", seconds(settings.sendLease()))
        .map((row, context) -> sending(row, fromNanos))
        .list();
  }

  private Sending sending(ResultSet row, long fromNanos) throws SQLException {
    Instant now = Objects.requireNonNull(FoundRow.moment(row, "now"));
    return new Sending(
        FoundRow.uuid(row, "id"),
        FoundRow.uuid(row, "org_id"),
        FoundRow.uuid(row, "channel_id"),
        FoundRow.uuid(row, "conversation_id"),
        new ChannelAddress(row.getString("kind"), row.getString("account")),
        new ChannelUser(
            row.getString("user_id"),
            row.getString("phone"),
            row.getString("profile_name"),
            row.getString("username"),
            row.getString("parent_id")),
        TurnRows.outbound(row.getString("content"), row.getString("extra")),
        row.getLong("number"),
        row.getInt("attempt"),
        ConsentRows.relation(row, FoundRow.moment(row, "last_inbound_at")),
        new Lease(now, fromNanos, settings.sendLease()),
        returned(row));
  }

  private static @Nullable Returned returned(ResultSet row) throws SQLException {
    String code = row.getString("returned_code");
    return code == null
        ? null
        : new Returned(
            new ChannelProblem(code, null, row.getString("returned_detail")),
            Objects.requireNonNull(FoundRow.moment(row, "returned_at")));
  }

  /** Takes back what was lent but not handed to the channel. */
  void release(List<Sending> sendings) {
    transactions.outside(
        handle ->
            transactions
                .atNow(
                    Columns.of(sendings)
                        .uuid("ids", Sending::id)
                        .number("attempts", Sending::attempt)
                        .bind(
                            handle.createUpdate(
                                """
                                update outbox o set state = 0, attempt = o.attempt - 1,
                                  next_at = coalesce(:fixed_now::timestamptz, clock_timestamp())
                                from unnest(:ids, :attempts) as s (id, attempt)
                                where o.id = s.id and o.attempt = s.attempt and o.state = 1
                                """)))
                .execute());
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
