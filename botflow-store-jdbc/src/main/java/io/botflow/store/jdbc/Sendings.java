package io.botflow.store.jdbc;

import io.botflow.message.ChannelAddress;
import io.botflow.message.ChannelUser;
import io.botflow.message.OutboundMessage;
import io.botflow.spi.Claim;
import io.botflow.spi.Sending;
import io.botflow.store.jdbc.Commits.Request;
import io.botflow.store.jdbc.Commits.Written;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Messages that wait to be sent. Of a conversation only the first one that is not done may be on
 * its way; that it is, is committed before anybody sends it.
 */
final class Sendings {
  /** The service window of channels that have one, from the customer's last message. */
  private static final Duration WINDOW = Duration.ofHours(24);

  private final Transactions transactions;
  private final StoreSettings settings;

  Sendings(Transactions transactions, StoreSettings settings) {
    this.transactions = transactions;
    this.settings = settings;
  }

  private record Pending(
      Request request, UUID id, OutboundMessage message, int place, long number) {
    Claim claim() {
      return request.claim();
    }
  }

  /** Adds the answers of turns, and lends the first of each conversation where it may go now. */
  Map<UUID, List<Sending>> insert(
      Handle handle, List<Request> requests, Map<UUID, Written> written) {
    List<Pending> pending = new ArrayList<>();
    for (Request request : requests) {
      long number = written(written, request).firstNumber();
      int place = 0;
      for (OutboundMessage message : request.turn().messages()) {
        UUID id = TurnRows.messageId(request.claim(), place);
        pending.add(new Pending(request, id, message, place, number + place));
        place++;
      }
    }
    if (pending.isEmpty()) {
      return Map.of();
    }
    long leaseUntil = leaseUntil();
    Map<UUID, Pending> byId = new HashMap<>();
    pending.forEach(one -> byId.put(one.id(), one));
    Map<UUID, List<Sending>> lent = new HashMap<>();
    List<UUID> going =
        transactions
            .atNow(
                Columns.of(pending)
                    .uuid("ids", Pending::id)
                    .uuid("orgs", one -> one.claim().bot().organization())
                    .uuid("channels", one -> one.claim().bot().channel())
                    .uuid("conversations", one -> one.claim().conversation())
                    .number("numbers", Pending::number)
                    .flag("resend", one -> resends(one.message()))
                    .text("messages", one -> StoredJson.write(one.message()))
                    .number("delays", one -> one.message().delay().toMillis())
                    .number("places", Pending::place)
                    .bind(
                        handle.createQuery(
                            """
                            with t as materialized (
                              select coalesce(:fixed_now::timestamptz, clock_timestamp()) as now),
                            u as materialized (
                              select * from unnest(:ids, :orgs, :channels, :conversations,
                                :numbers, :resend, :messages, :delays, :places) as u (id, org,
                                channel, conversation, number, resend, message, delay, place)),
                            busy as materialized (
                              select distinct e.conversation_id from outbox e
                              where e.state < 3 and e.conversation_id = any(:conversations)),
                            paused as materialized (
                              select p.channel_id from channel_pauses p, t
                              where p.channel_id = any(:channels) and p.until > t.now),
                            r as materialized (
                              select u.*, u.place = 0 and b.conversation_id is null as first,
                                u.place = 0 and b.conversation_id is null and u.delay = 0
                                  and p.channel_id is null as goes
                              from u left join busy b on b.conversation_id = u.conversation
                              left join paused p on p.channel_id = u.channel)
                            insert into outbox as o (id, org_id, channel_id, conversation_id, number,
                              resend, message, state, attempt, next_at, delay_ms, epoch)
                            select r.id, r.org, r.channel, r.conversation, r.number, r.resend,
                              r.message::json, r.goes::int, r.goes::int,
                              case when r.goes then t.now + :lease * interval '1 second'
                                when r.first then t.now + r.delay * interval '1 millisecond'
                                else t.now end,
                              case when r.first then 0 else r.delay end,
                              (select epoch from system_epoch)
                            from r, t
                            returning case when o.state = 1 then o.id end
                            """)))
            .bind("lease", seconds(settings.sendLease()))
            .mapTo(UUID.class)
            .list();
    for (UUID id : going) {
      Pending one = id == null ? null : byId.get(id);
      if (one != null) {
        lent.put(one.claim().conversation(), List.of(sending(one, written, leaseUntil)));
      }
    }
    return lent;
  }

  private static Sending sending(Pending one, Map<UUID, Written> written, long leaseUntil) {
    Claim claim = one.claim();
    Written row = written(written, one.request());
    return new Sending(
        one.id(),
        claim.bot().organization(),
        claim.bot().channel(),
        claim.conversation(),
        claim.address(),
        claim.contact().user(),
        one.message(),
        one.number(),
        1,
        window(row.lastInbound(), row.now()),
        leaseUntil);
  }

  private static Written written(Map<UUID, Written> written, Request request) {
    return Objects.requireNonNull(written.get(request.claim().conversation()));
  }

  private static boolean resends(OutboundMessage message) {
    return switch (message.resend()) {
      case AFTER_DOUBT -> true;
      case NEVER -> false;
    };
  }

  /**
   * Lends the first waiting message of each conversation, unless one is on its way, in doubt or
   * paused. One that has a delay before it begins to wait now.
   */
  List<Sending> lendFirst(Handle handle, List<UUID> conversations) {
    if (conversations.isEmpty()) {
      return List.of();
    }
    long leaseUntil = leaseUntil();
    return transactions
        .atNow(
            handle.createQuery(
                """
                with t as materialized (
                  select coalesce(:fixed_now::timestamptz, clock_timestamp()) as now),
                first as materialized (
                  select h.id, h.delay_ms from unnest(:conversations) as c (id)
                  cross join lateral (
                    select o.* from outbox o where o.conversation_id = c.id and o.state < 3
                    order by o.number limit 1) h
                  where h.state = 0 and h.next_at <= (select now from t)
                    and h.epoch = (select epoch from system_epoch)
                    and not exists (select from channel_pauses p
                      where p.channel_id = h.channel_id and p.until > (select now from t))),
                moved as (
                  update outbox o set
                    state = case when o.delay_ms = 0 then 1 else 0 end,
                    attempt = o.attempt + case when o.delay_ms = 0 then 1 else 0 end,
                    next_at = t.now + case when o.delay_ms = 0 then :lease * interval '1 second'
                      else o.delay_ms * interval '1 millisecond' end,
                    delay_ms = 0
                  from t where o.id = any(array(select id from first)) and o.state = 0
                  returning o.*)
                select m.*, p.user_id, p.phone, c.last_inbound_at, p.profile_name, p.username, ch.kind,
                  ch.account, t.now
                from moved m
                join conversations c on c.org_id = m.org_id and c.id = m.conversation_id
                join contacts p on p.org_id = c.org_id and p.id = c.contact_id
                join channels ch on ch.org_id = m.org_id and ch.id = m.channel_id
                cross join t
                where m.state = 1
                """))
        .bind("conversations", Columns.uuids(conversations))
        .bind("lease", seconds(settings.sendLease()))
        .map((row, context) -> sending(row, leaseUntil))
        .list();
  }

  private static Sending sending(ResultSet row, long leaseUntil) throws SQLException {
    return new Sending(
        Claims.uuid(row, "id"),
        Claims.uuid(row, "org_id"),
        Claims.uuid(row, "channel_id"),
        Claims.uuid(row, "conversation_id"),
        new ChannelAddress(row.getString("kind"), row.getString("account")),
        new ChannelUser(
            row.getString("user_id"),
            row.getString("phone"),
            row.getString("profile_name"),
            row.getString("username")),
        StoredJson.read(row.getString("message"), OutboundMessage.class),
        row.getLong("number"),
        row.getInt("attempt"),
        window(
            Claims.moment(row, "last_inbound_at"),
            Objects.requireNonNull(Claims.moment(row, "now"))),
        leaseUntil);
  }

  private static @Nullable Instant window(@Nullable Instant lastInbound, Instant now) {
    Instant end = lastInbound == null ? now : lastInbound.plus(WINDOW);
    return end.isAfter(now) ? end : null;
  }

  /** Messages that wait, after those whose sender went silent were put in doubt. */
  List<Sending> claim(int most) {
    return transactions.run(
        handle -> {
          judgeDoubts(handle);
          List<UUID> conversations =
              transactions
                  .atNow(
                      handle.createQuery(
                          """
                          with t as materialized (
                            select coalesce(:fixed_now::timestamptz, clock_timestamp()) as now)
                          select o.conversation_id from outbox o
                          where o.state < 3 and o.state = 0 and o.next_at <= (select now from t)
                            and o.epoch = (select epoch from system_epoch)
                            and not exists (select from outbox e
                              where e.conversation_id = o.conversation_id and e.number < o.number
                                and e.state < 3)
                            and not exists (select from channel_pauses p
                              where p.channel_id = o.channel_id and p.until > (select now from t))
                          order by o.next_at limit :most for update of o skip locked
                          """))
                  .bind("most", most)
                  .mapTo(UUID.class)
                  .list();
          return lendFirst(handle, conversations);
        });
  }

  /**
   * A lease that ran out means doubt; a doubt that lasted leads to one more try, or to a person.
   */
  private void judgeDoubts(Handle handle) {
    transactions
        .atNow(
            handle.createUpdate(
                """
                update outbox o set
                  doubts = o.doubts + case when o.state = 1 then 1 else 0 end,
                  state = case when o.state = 1 then 2 when o.resend and o.doubts < 2 then 0
                    else 3 end,
                  next_at = t.now + case when o.state = 1 then :doubt * interval '1 second'
                    else interval '0' end
                from (select coalesce(:fixed_now::timestamptz, clock_timestamp()) as now) t
                where o.id = any(array(
                  select d.id from outbox d where d.state < 3 and d.state > 0
                    and d.next_at <= coalesce(:fixed_now::timestamptz, clock_timestamp())
                  order by d.next_at limit 500 for update skip locked))
                """))
        .bind("doubt", seconds(settings.doubt()))
        .execute();
  }

  /** Takes back what was lent but not handed to the channel. */
  void release(List<Sending> sendings) {
    transactions.run(
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

  /** Counted from before the statement, so that it ends no later than the database's lease. */
  private long leaseUntil() {
    return System.nanoTime() + settings.sendLease().toNanos();
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
