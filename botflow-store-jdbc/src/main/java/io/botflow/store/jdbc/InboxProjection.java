package io.botflow.store.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what people see of conversations in line with what turns did, a moment behind them: turns
 * themselves write nothing for it. Every turn is seen once, in whatever order turns were committed,
 * since what is remembered is not a time but which transactions were visible. Of several servers
 * one looks at a time. Thread-safe.
 */
public final class InboxProjection {
  /** Turns read the clock when they have a transaction's number: this is for clocks set back. */
  private static final Duration CLOCK_SET_BACK = Duration.ofSeconds(5);

  private final Transactions work;

  /** No transaction has ended since a look that found nothing while this is the snapshot. */
  private volatile String nothingNewAt = "";

  /** A projection that looks when it is told to. */
  public InboxProjection(Databases databases) {
    this.work = databases.work();
  }

  private record Progress(String seen, Instant since) {}

  private record Look(String snapshot, String oldest, String next, Instant at) {}

  private record NewTurn(
      UUID organization, UUID conversation, UUID id, long number, int input, Instant at) {}

  /** Looks once; whether there was anything new. */
  public boolean run() {
    return work.outside(this::run);
  }

  private boolean run(Handle handle) {
    String now = handle.createQuery("select pg_current_snapshot()::text").mapTo(String.class).one();
    if (now.equals(nothingNewAt)) {
      return false;
    }
    boolean alone =
        handle.createQuery("select pg_try_advisory_xact_lock(7, 3)").mapTo(Boolean.class).one();
    if (!alone) {
      return false;
    }
    Progress progress =
        handle
            .createQuery("select seen::text as seen, since from inbox_progress")
            .map(
                (row, context) ->
                    new Progress(
                        row.getString("seen"),
                        Objects.requireNonNull(FoundRow.moment(row, "since"))))
            .one();
    List<NewTurn> turns = new ArrayList<>();
    Look look = look(handle, progress, turns);
    if (look == null) {
      nothingNewAt = now;
      return false;
    }
    Transactions.name(handle, turns.stream().map(NewTurn::organization).toList());
    moveOn(handle, look);
    project(handle, turns);
    return true;
  }

  /**
   * One statement, so that what it finds and the snapshot that is remembered are the same. The
   * moment is the transaction's, which is before the snapshot.
   */
  private static @Nullable Look look(Handle handle, Progress progress, List<NewTurn> turns) {
    List<Look> looks =
        handle
            .createQuery(
                """
                select t.*, pg_current_snapshot()::text as snapshot, now() as looked_at,
                  pg_snapshot_xmin(pg_current_snapshot())::text as oldest,
                  pg_snapshot_xmax(pg_current_snapshot())::text as next
                from turns_after(:seen::pg_snapshot, :since::timestamptz) t
                order by t.created_at, t.number
                """)
            .bind("seen", progress.seen())
            .bind("since", progress.since().minus(CLOCK_SET_BACK))
            .map(
                (row, context) -> {
                  turns.add(
                      new NewTurn(
                          FoundRow.uuid(row, "org_id"),
                          FoundRow.uuid(row, "conversation_id"),
                          FoundRow.uuid(row, "id"),
                          row.getLong("number"),
                          row.getInt("input"),
                          Objects.requireNonNull(FoundRow.moment(row, "created_at"))));
                  return new Look(
                      row.getString("snapshot"),
                      row.getString("oldest"),
                      row.getString("next"),
                      Objects.requireNonNull(FoundRow.moment(row, "looked_at")));
                })
            .list();
    return looks.isEmpty() ? null : looks.get(0);
  }

  private static void moveOn(Handle handle, Look look) {
    handle
        .createUpdate(
            """
            update inbox_progress set seen = :seen::pg_snapshot,
              since = case when :oldest::xid8 >= next_xid then next_at else since end,
              next_at = case when :oldest::xid8 >= next_xid then :at::timestamptz else next_at end,
              next_xid = case when :oldest::xid8 >= next_xid then :next::xid8 else next_xid end
            """)
        .bind("seen", look.snapshot())
        .bind("oldest", look.oldest())
        .bind("next", look.next())
        .bind("at", look.at())
        .execute();
  }

  private static void project(Handle handle, List<NewTurn> turns) {
    Columns.of(turns)
        .uuid("orgs", NewTurn::organization)
        .uuid("conversations", NewTurn::conversation)
        .bind(handle.createUpdate(MISSING))
        .execute();
    bind(turns).bind(handle.createUpdate(CHANGED)).execute();
    bind(turns).bind(handle.createUpdate(TOLD)).execute();
  }

  private static Columns<NewTurn> bind(List<NewTurn> turns) {
    return Columns.of(turns)
        .uuid("orgs", NewTurn::organization)
        .uuid("conversations", NewTurn::conversation)
        .uuid("ids", NewTurn::id)
        .number("numbers", NewTurn::number)
        .number("inputs", NewTurn::input)
        .moment("moments", NewTurn::at);
  }

  /** A conversation's first turn. */
  private static final String MISSING =
      """
      insert into inbox_items (org_id, conversation_id, channel_id, bot_id, contact_id, owner, last_at)
      select c.org_id, c.id, c.channel_id, c.bot_id, c.contact_id, c.owner, '-infinity'::timestamptz
      from (select distinct u.org, u.conversation
        from unnest(:orgs, :conversations) as u (org, conversation)) t
      join conversations c on c.org_id = t.org and c.id = t.conversation
      where not exists (select from inbox_items i
        where i.conversation_id = t.conversation and i.org_id = t.org)
      order by c.id
      on conflict do nothing
      """;

  /**
   * What the bot answered is nobody's to read. A flow that came to its end, or that a person
   * resolved, leaves nothing open until the customer writes again. The first 48 bits of a message
   * that a turn heard are the turn's.
   */
  private static final String CHANGED =
      """
      with t as materialized (
        select * from unnest(:orgs, :conversations, :ids, :numbers, :inputs, :moments)
          as t (org, conversation, id, number, input, at)),
      g as materialized (
        select t.org, t.conversation, max(t.at) as at, bool_or(t.input = 1) as heard
        from t group by t.org, t.conversation)
      update inbox_items i set channel_id = c.channel_id, bot_id = c.bot_id,
        contact_id = c.contact_id, owner = c.owner, assigned_to = c.assigned_to,
        last_at = greatest(i.last_at, g.at),
        unread = case when c.owner = 0 then i.unread else i.unread + (
          select count(*) from t join messages m
            on m.conversation_id = t.conversation and m.org_id = t.org and m.inbound
              and m.turn = t.number
              and m.id >= (substr(t.id::text, 1, 13) || '-0000-0000-000000000000')::uuid
          where t.org = g.org and t.conversation = g.conversation and t.input = 1) end,
        status = case when c.owner = 0 and c.session ->> 'status' = 'ENDED' then 2
          when g.heard or i.status = 2 and c.owner > 0 then 0 else i.status end,
        snoozed_until = case when g.heard then null else i.snoozed_until end
      from g join conversations c on c.org_id = g.org and c.id = g.conversation
      where i.conversation_id = c.id and i.org_id = c.org_id
      """;

  /**
   * What open pages are told: the messages of each turn, then the conversation. Only of
   * organisations whose pages are open; the others have no row, or one that nobody looks at.
   */
  private static final String TOLD =
      """
      with t as materialized (
        select * from unnest(:orgs, :conversations, :ids, :numbers, :inputs, :moments)
          as t (org, conversation, id, number, input, at)),
      watched as materialized (
        select l.org_id, l.number from live_organizations l
        where l.org_id = any(:orgs) and l.watched_until > clock_timestamp()
        order by l.org_id for update),
      happened as (
        select w.org_id, w.number as base, 1 as kind, m.conversation_id, m.id as subject
        from watched w
        join t on t.org = w.org_id
        join messages m on m.conversation_id = t.conversation and m.org_id = t.org
          and m.turn = t.number and m.sent_by <> 'note'
          and m.id >= (substr(t.id::text, 1, 13) || '-0000-0000-000000000000')::uuid
        union all
        select distinct w.org_id, w.number, 2, t.conversation, null::uuid
        from watched w join t on t.org = w.org_id),
      numbered as materialized (
        select h.*, h.base + row_number() over (
          partition by h.org_id order by h.kind, h.subject, h.conversation_id) as number
        from happened h),
      counted as (
        update live_organizations l set number = n.number
        from (select org_id, max(number) as number from numbered group by org_id) n
        where l.org_id = n.org_id)
      insert into live_events (org_id, number, kind, conversation_id, subject)
      select org_id, number, kind, conversation_id, subject from numbered
      """;
}
