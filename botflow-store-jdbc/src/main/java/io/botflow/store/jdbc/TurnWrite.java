package io.botflow.store.jdbc;

import io.botflow.conversation.Input;
import io.botflow.message.OutboundMessage;
import io.botflow.spi.Pace;
import io.botflow.store.jdbc.Commits.Held;
import io.botflow.store.jdbc.Commits.Request;
import io.botflow.store.jdbc.TurnRows.Said;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Writes everything that turns decided in one statement, whatever their number, so that its cost a
 * turn falls with the load.
 */
final class TurnWrite {
  private final StoreSettings settings;

  TurnWrite(StoreSettings settings) {
    this.settings = settings;
  }

  /**
   * An answer on its way to the outbox.
   *
   * @param notBefore when the paces of its account and to its contact let it go
   */
  private record Outgoing(Said said, Instant notBefore) {
    OutboundMessage message() {
      return java.util.Objects.requireNonNull(said.outbound());
    }
  }

  /** The turns, and which of their first messages may go now, by the account's pace. */
  List<Said> all(Handle handle, List<Held> turns, List<Said> said, Paces.Granted granted) {
    List<Outgoing> outgoing = new ArrayList<>();
    for (Said one : said) {
      if (!one.inbound()) {
        outgoing.add(new Outgoing(one, notBefore(one, granted)));
      }
    }
    Set<UUID> going = new HashSet<>(bind(handle, turns, said, outgoing, granted));
    return outgoing.stream().map(Outgoing::said).filter(one -> going.contains(one.id())).toList();
  }

  /**
   * When the n-th message of a turn may go: what was sent to the contact uses up an interval each,
   * and a burst may be borrowed from the time to come.
   */
  private static Instant notBefore(Said said, Paces.Granted granted) {
    Pace pace = granted.pace(said);
    Duration debt = pace.pairInterval().multipliedBy(said.place() - pace.pairBurst() + 1L);
    Instant pair = said.held().pairFrom().plus(debt);
    Instant account = granted.notBefore(said);
    return pair.isAfter(account) ? pair : account;
  }

  private static @Nullable Instant pairUntil(Held held, Paces.Granted granted) {
    int messages = held.request().turn().messages().size();
    Duration interval = granted.pace(held).pairInterval();
    return messages == 0 || interval.isZero()
        ? null
        : held.pairFrom().plus(interval.multipliedBy(messages));
  }

  private List<UUID> bind(
      Handle handle,
      List<Held> turns,
      List<Said> said,
      List<Outgoing> outgoing,
      Paces.Granted granted) {
    List<Map.Entry<UUID, Long>> inputs = new ArrayList<>();
    turns.forEach(
        held ->
            held.inputs().forEach(id -> inputs.add(Map.entry(held.request().conversation(), id))));
    List<Held> due = turns.stream().filter(held -> dueAt(held.request()) != null).toList();
    var statement =
        Columns.of(turns)
            .uuid("orgs", held -> held.request().claim().bot().organization())
            .uuid("conversations", held -> held.request().conversation())
            .number("turns", held -> held.request().turn().session().turns())
            .text("sessions", held -> StoredJson.write(held.request().turn().session()))
            .number("owners", held -> Ranks.of(held.request().turn().owner()))
            .moment("due", held -> dueAt(held.request()))
            .number("windows", held -> held.request().turn().joinWindow().toMillis())
            .number("counts", held -> held.request().turn().messages().size())
            .moment("inbound", held -> held.relation().lastInbound())
            .flag("hears", held -> held.request().claim().input() instanceof Input.Messages)
            .moment("pairs", held -> pairUntil(held, granted))
            .uuid("turn_ids", held -> held.request().claim().turn())
            .uuid("bots", held -> held.request().claim().bot().bot())
            .number("kinds", held -> TurnRows.inputKind(held.request().claim().input()))
            .number("attempts", held -> held.request().claim().attempt())
            .text("events", held -> StoredJson.events(held.request().turn().events()))
            .bind(handle.createQuery(WRITE));
    Columns.of(inputs)
        .uuid("input_conversations", Map.Entry::getKey)
        .number("inputs", Map.Entry::getValue)
        .bind(statement);
    Columns.of(due)
        .uuid("due_orgs", held -> held.request().claim().bot().organization())
        .uuid("due_conversations", held -> held.request().conversation())
        .moment("due_times", held -> dueAt(held.request()))
        .bind(statement);
    Columns.of(said)
        .uuid("m_orgs", one -> one.claim().bot().organization())
        .uuid("m_conversations", one -> one.claim().conversation())
        .uuid("m_ids", Said::id)
        .uuid("m_channels", one -> one.claim().bot().channel())
        .flag("m_inbound", Said::inbound)
        .number("m_turns", one -> one.held().request().turn().session().turns())
        .text("m_contents", Said::content)
        .text("m_extras", one -> TurnRows.extra(one.outbound()))
        .text("m_replies", one -> Text.storable(one.replyTo()))
        .text("m_externals", one -> Text.storable(one.externalId()))
        .moment("m_moments", Said::at)
        .bind(statement);
    Columns.of(outgoing)
        .uuid("o_ids", one -> one.said().id())
        .uuid("o_orgs", one -> one.said().claim().bot().organization())
        .uuid("o_channels", one -> one.said().claim().bot().channel())
        .uuid("o_conversations", one -> one.said().claim().conversation())
        .number("o_numbers", one -> one.said().held().firstNumber() + one.said().place())
        .flag("o_resend", one -> resends(one.message()))
        .number("o_delays", one -> one.message().delay().toMillis())
        .number("o_places", one -> one.said().place())
        .moment("o_not_before", Outgoing::notBefore)
        .bind(statement);
    return statement
        .bind("now", turns.get(0).now())
        .bind("lease", Sendings.seconds(settings.sendLease()))
        .mapTo(UUID.class)
        .list();
  }

  private static boolean resends(OutboundMessage message) {
    return switch (message.resend()) {
      case AFTER_DOUBT -> true;
      case NEVER -> false;
    };
  }

  /** A time that has just been up and was left as it is must not be up again and again. */
  private static @Nullable Instant dueAt(Request request) {
    Instant due = request.turn().session().dueAt();
    return request.claim().input() instanceof Input.TimeUp
            && due != null
            && due.equals(request.claim().session().dueAt())
        ? null
        : due;
  }

  /**
   * No part sees what another writes, so they may run in any order. An earlier timer that is set
   * already rings in vain once; that is cheaper than moving it.
   */
  private static final String WRITE =
      """
      with written as (
        update conversations c set session = u.session::json, turns = u.turns, owner = u.owner,
          due_at = u.due, join_window_ms = u.join_window, next_message = c.next_message + u.count,
          last_inbound_at = u.inbound, pair_until = coalesce(u.pair, c.pair_until), updated_at = :now::timestamptz
        from unnest(:orgs, :conversations, :turns, :sessions, :owners, :due, :windows, :counts,
            :inbound, :pairs)
          as u (org, id, turns, session, owner, due, join_window, count, inbound, pair)
        where c.org_id = u.org and c.id = u.id),
      done as (
        delete from inbox i using unnest(:input_conversations, :inputs) as u (conversation, id)
        where i.conversation_id = u.conversation and i.id = u.id),
      rest as materialized (
        select i.conversation_id, min(i.ready_at) as ready_at from inbox i
        where i.conversation_id = any(:conversations) and not i.id = any(:inputs)
        group by i.conversation_id),
      freed as (
        update queue q set lent = false, ready_at = r.ready_at, attempts = 0, deaths = 0,
          superseded = 0, input_ids = null
        from rest r where q.conversation_id = r.conversation_id),
      ended as (
        delete from queue q where q.conversation_id = any(:conversations)
          and not exists (select from rest r where r.conversation_id = q.conversation_id)),
      timed as (
        insert into timers as t (conversation_id, org_id, due_at)
        select u.conversation, u.org, u.due
        from unnest(:due_orgs, :due_conversations, :due_times) as u (org, conversation, due)
        order by u.conversation
        on conflict (conversation_id) do update set due_at = excluded.due_at
          where excluded.due_at < t.due_at),
      told as (
        insert into turns (org_id, conversation_id, number, id, bot_id, input, attempt, events,
          created_at)
        select org, conversation, number, id, bot, input, attempt, events::json, :now::timestamptz
        from unnest(:orgs, :conversations, :turns, :turn_ids, :bots, :kinds, :attempts, :events)
          as u (org, conversation, number, id, bot, input, attempt, events)),
      said as (
        insert into messages (org_id, conversation_id, id, channel_id, inbound, turn, sent_by,
          content, extra, reply_to, external_id, sent_at)
        select org, conversation, id, channel, inbound, turn,
          case when inbound then 'customer' else 'bot' end, content::json, extra::json, reply,
          external, at
        from unnest(:m_orgs, :m_conversations, :m_ids, :m_channels, :m_inbound, :m_turns, :m_contents,
          :m_extras, :m_replies, :m_externals, :m_moments)
          as u (org, conversation, id, channel, inbound, turn, content, extra, reply, external, at)
        on conflict do nothing),
      released as (
        update outbox h set state = 0, next_at = :now::timestamptz
        from unnest(:conversations, :hears) as u (conversation, hears)
        where u.hears and h.conversation_id = u.conversation and h.state = 4
          and h.next_at > :now::timestamptz
          and not exists (select from outbox f
            where f.conversation_id = h.conversation_id and f.state in (1, 2))
        returning h.conversation_id),
      busy as materialized (
        select e.conversation_id from outbox e
        where e.state < 3 and e.conversation_id = any(:conversations)
        union select r.conversation_id from released r),
      paused as materialized (
        select p.channel_id from channel_pauses p
        where p.channel_id = any(:o_channels) and p.until > :now::timestamptz),
      o as materialized (
        select u.*, u.place = 0 and b.conversation_id is null as first,
          u.place = 0 and b.conversation_id is null and u.delay = 0 and p.channel_id is null
            and u.not_before <= :now::timestamptz as goes
        from unnest(:o_ids, :o_orgs, :o_channels, :o_conversations, :o_numbers, :o_resend, :o_delays,
            :o_places, :o_not_before)
          as u (id, org, channel, conversation, number, resend, delay, place, not_before)
        left join busy b on b.conversation_id = u.conversation
        left join paused p on p.channel_id = u.channel),
      out as (
        insert into outbox as x (id, org_id, channel_id, conversation_id, number, resend, state,
          attempt, next_at, delay_ms, epoch)
        select o.id, o.org, o.channel, o.conversation, o.number, o.resend, o.goes::int, o.goes::int,
          case when o.goes then :now::timestamptz + :lease * interval '1 second'
            when o.first then greatest(:now::timestamptz + o.delay * interval '1 millisecond', o.not_before)
            else greatest(:now::timestamptz, o.not_before) end,
          case when o.first then 0 else o.delay end,
          (select epoch from system_epoch)
        from o
        returning x.id, x.state)
      select id from out where state = 1
      """;
}
